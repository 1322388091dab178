package io.parley.adapters.rest.channel;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.rest.RequestBodies;
import io.parley.domain.channel.Rule;

/** Rules as they stand in bodies. */
final class Expressions {
    private Expressions() {}

    static Optional<Rule> rule(String path, @Nullable String text) {
        return Optional.ofNullable(text).map(expression -> RequestBodies.text(path, expression, Rule.MAX_LENGTH)).map(expression -> {
            if (expression.isBlank()) {
                throw RequestBodies.invalid(path, "an expression", "only blanks");
            }
            return new Rule(expression);
        });
    }
}
