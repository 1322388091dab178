package io.parley.application.delivery;

import java.util.function.Predicate;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.application.rule.RuleLanguage;
import io.parley.application.rule.Said;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Message;
import io.parley.domain.refusal.Outcome;

/** For whom of those who hear a channel a message is: who is named, and then whom the message's filter permits. */
final class Receivers {
    private Receivers() {}

    static Predicate<Subscriber> of(Message message, Said said, RuleLanguage rules) {
        Audience audience = message.audience();
        if (audience.isEverybody()) {
            return _ -> true;
        }
        Predicate<Subscriber> named = receiver -> audience.names(receiver.identity().user(), receiver.connection());
        return audience.filter().map(rule -> named.and(permitted(rule, said, rules))).orElse(named);
    }

    private static Predicate<Subscriber> permitted(Rule rule, Said said, RuleLanguage rules) {
        return rules.compile(rule, Question.AUDIENCE) instanceof Outcome.Done<CompiledRule>(CompiledRule compiled)
                ? receiver -> compiled.permits(Facts.receiving(receiver.identity(), said))
                : _ -> false;
    }
}
