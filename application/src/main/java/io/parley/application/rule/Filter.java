package io.parley.application.rule;

import org.jspecify.annotations.Nullable;

import io.parley.domain.channel.Rule;

/** A compiled filter; two of the same text are the same. */
public record Filter(Rule rule, CompiledRule compiled) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Filter filter && rule.equals(filter.rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }
}
