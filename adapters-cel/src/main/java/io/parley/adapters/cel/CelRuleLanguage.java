package io.parley.adapters.cel;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.domain.channel.Rule;
import io.parley.domain.refusal.Outcome;

/**
 * Rules in CEL. What was compiled is kept for the next who asks the same, and so is what was refused; of two who ask first, both compile.
 */
public final class CelRuleLanguage implements RuleLanguage {
    /** How much text is kept, in characters: some 10,000 rules of the usual length, in some 100 MB. */
    private static final long MAX_KEPT = 500_000;

    private final Map<Question, Dialect> dialects = Arrays.stream(Question.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Dialect::new));
    private final Cache<Asked, Outcome<CompiledRule>> known = Caffeine.newBuilder().maximumWeight(MAX_KEPT)
            .weigher((Asked asked, Outcome<CompiledRule> _) -> asked.rule.text().length()).executor(Runnable::run).build();

    private record Asked(Rule rule, Question question) {}

    @Override
    public Outcome<CompiledRule> compile(Rule rule, Question question) {
        Asked asked = new Asked(rule, question);
        Outcome<CompiledRule> outcome = known.getIfPresent(asked);
        if (outcome == null) {
            // Not by a loader, which would hold up those who ask for its neighbours in the table.
            outcome = Objects.requireNonNull(dialects.get(question)).compile(rule.text());
            known.put(asked, outcome);
        }
        return outcome;
    }
}
