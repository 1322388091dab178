package io.parley.application.rule;

import io.parley.domain.channel.Rule;
import io.parley.domain.refusal.Outcome;

/** Port: the meaning of rules. Thread-safe; never blocks. */
public interface RuleLanguage {
    /**
     * The rule, ready to be asked. What was compiled before is found again at the price of a look-up; what is kept is bounded.
     *
     * @return refused with RT_007 for a text that means nothing, or speaks of what the question does not offer; details: {@code position}, the
     *         character of the mistake counted from 0, {@code expected} and {@code got}
     */
    Outcome<CompiledRule> compile(Rule rule, Question question);
}
