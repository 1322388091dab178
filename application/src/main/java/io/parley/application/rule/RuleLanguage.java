package io.parley.application.rule;

import io.parley.domain.channel.Rule;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Port: the meaning of rules. Thread-safe; never blocks. */
public interface RuleLanguage {
    /**
     * The rule, ready to be asked. What was compiled before is found again at the price of a look-up; what is kept is bounded.
     *
     * @return refused with RT_007 for a text that means nothing, or speaks of what the question does not offer; details: {@code position}, the
     *         character of the mistake counted from 0, {@code expected} and {@code got}
     */
    Outcome<CompiledRule> compile(Rule rule, Question question);

    /** As {@link #compile(Rule, Question)}; a refusal says by its detail {@code path} where in the message the rule stands. */
    default Outcome<CompiledRule> compile(String path, Rule rule, Question question) {
        Outcome<CompiledRule> compiled = compile(rule, question);
        return compiled instanceof Outcome.Refused<CompiledRule>(Refusal refusal) ? Outcome.refused(refusal.with("path", path)) : compiled;
    }
}
