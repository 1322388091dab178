package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.bootstrap.start.StartFailure;
import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.ChannelPattern;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.Deed;
import io.parley.domain.channel.History;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.Rules;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.content.ContentPolicy;
import io.parley.domain.content.Markup;
import io.parley.domain.content.WordList;
import io.parley.domain.payload.Template;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Turns configured policies into a realm's book, or says at start what is wrong with them and under which key. */
final class Policies {
    private final RuleLanguage language;
    private final PolicyBook shipped;

    Policies(RuleLanguage language, PolicyBook shipped) {
        this.language = language;
        this.shipped = shipped;
    }

    /**
     * The shipped policies with those in front.
     *
     * @param key where they stand in the configuration
     * @throws StartFailure naming the key of the first mistake
     */
    PolicyBook book(String key, List<PolicySettings> configured) {
        List<ChannelPolicy> policies = new ArrayList<>();
        for (int i = 0; i < configured.size(); i++) {
            policies.add(policy(key + "[" + i + "]", configured.get(i)));
        }
        return shipped.with(policies);
    }

    private ChannelPolicy policy(String key, PolicySettings settings) {
        ChannelPattern pattern = pattern(key + ".pattern", settings.pattern());
        Optional<ChannelPolicy> namesake = shipped.policies().stream()
                .filter(policy -> policy.pattern().toString().equals(pattern.toString())).findFirst();
        try {
            return new ChannelPolicy(pattern, rules(key, settings, namesake), history(key, settings, namesake),
                    or(settings.presence(), namesake.map(ChannelPolicy::presence), false),
                    or(settings.rooms(), namesake.map(ChannelPolicy::rooms), RoomUse.NONE), capacity(settings.capacity(), namesake),
                    or(settings.stateOnSubscribe(), namesake.map(ChannelPolicy::stateOnSubscribe), false),
                    Optional.ofNullable(settings.userMessages()).or(() -> namesake.flatMap(ChannelPolicy::rate)), content(settings),
                    slowConsumers(settings));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + ": " + e.getMessage());
        }
    }

    private static ChannelPattern pattern(String key, @Nullable String text) {
        try {
            return ChannelPattern.of(Objects.requireNonNullElse(text, ""));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + ": " + e.getMessage());
        }
    }

    private Rules rules(String key, PolicySettings settings, Optional<ChannelPolicy> shipped) {
        Optional<Rules> known = shipped.map(ChannelPolicy::rules);
        return new Rules(rule(key + ".subscribe", Deed.SUBSCRIBE, settings.subscribe(), known.map(Rules::subscribe)),
                rule(key + ".publish", Deed.PUBLISH, settings.publish(), known.map(Rules::publish)),
                rule(key + ".see-presence", Deed.SEE_PRESENCE, settings.seePresence(),
                        known.map(Rules::presence).or(() -> Optional.of(Rule.EVERYONE))));
    }

    private Rule rule(String key, Deed deed, @Nullable String text, Optional<Rule> otherwise) {
        if (text == null) {
            return otherwise.orElseThrow(() -> new StartFailure(key + " is needed: a CEL expression, e.g. \"auth != null\""));
        }
        Rule rule = checkedLength(key, text);
        if (language.compile(rule, Question.before(deed)) instanceof Outcome.Refused<CompiledRule>(Refusal refusal)) {
            throw new StartFailure(key + ": " + refusal.message() + ", at character " + refusal.details().getOrDefault("position", 0));
        }
        return rule;
    }

    private static Rule checkedLength(String key, String text) {
        try {
            return new Rule(text);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + ": " + e.getMessage());
        }
    }

    private static History history(String key, PolicySettings settings, Optional<ChannelPolicy> shipped) {
        History known = shipped.map(ChannelPolicy::history).orElse(History.NONE);
        int size = Objects.requireNonNullElse(settings.historySize(), known.size());
        Duration age = Objects.requireNonNullElse(settings.historyAge(), known.age());
        if (size == 0) {
            return new History(0, Duration.ZERO, Objects.requireNonNullElse(settings.archive(), Duration.ZERO),
                    Objects.requireNonNullElse(settings.ackFrom(), AckFrom.MASTER));
        }
        return new History(size, age, archive(key, Objects.requireNonNullElse(settings.archive(), known.archive()), age),
                Objects.requireNonNullElse(settings.ackFrom(), known.ackFrom()));
    }

    private static Duration archive(String key, Duration archive, Duration age) {
        if (archive.isPositive() && archive.compareTo(age) < 0) {
            throw new StartFailure(key + ".archive must be at least the history-age of " + age + ", not " + archive
                    + ": both count from when a message was said");
        }
        return archive;
    }

    /** No shipped policy says anything of content. */
    private static ContentPolicy content(PolicySettings settings) {
        return new ContentPolicy(Objects.requireNonNullElse(settings.sanitize(), Markup.ANY),
                Optional.ofNullable(settings.words()).filter(words -> !words.isEmpty())
                        .map(words -> new WordList(words, Objects.requireNonNullElse(settings.wordsAction(), WordList.Action.REFUSE))),
                Optional.ofNullable(settings.repetitions()));
    }

    /** No shipped policy is lossy. */
    private static SlowConsumerPolicy slowConsumers(PolicySettings settings) {
        return new SlowConsumerPolicy(Objects.requireNonNullElse(settings.slowConsumers(), SlowConsumerPolicy.Action.DISCONNECT),
                Optional.ofNullable(settings.coalesceBy()).map(Template::of));
    }

    private static OptionalInt capacity(@Nullable Integer configured, Optional<ChannelPolicy> shipped) {
        if (configured == null) {
            return shipped.map(ChannelPolicy::capacity).orElse(OptionalInt.empty());
        }
        return configured == 0 ? OptionalInt.empty() : OptionalInt.of(configured);
    }

    private static <T> T or(@Nullable T configured, Optional<T> shipped, T otherwise) {
        return configured != null ? configured : shipped.orElse(otherwise);
    }
}
