package io.parley.domain.connection;

import java.util.List;

/** Where an event leads, and what is to be done about it, in order. */
public record Transition(ConnectionState next, List<Effect> effects) {
    static Transition to(ConnectionState next, Effect... effects) {
        return new Transition(next, List.of(effects));
    }
}
