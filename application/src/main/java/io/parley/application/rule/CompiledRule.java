package io.parley.application.rule;

/** A rule that can be asked. Thread-safe; costs a few microseconds and never more than a bound, whatever the text. */
public interface CompiledRule {
    /** The answer. A rule that fails, by looking for what is not there or by exceeding its bound, says no. Never throws. */
    boolean permits(Facts facts);
}
