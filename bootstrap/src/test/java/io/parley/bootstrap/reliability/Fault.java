package io.parley.bootstrap.reliability;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that goes wrong in the middle of a drill.
 *
 * @param heal what ends it; empty: it is over at once, or stays
 */
record Fault(String name, Consumer<Crowd> begin, Optional<Runnable> heal) {

    /** Those on whom the hub's clients' side of a fault can act. */
    record Crowd(String channel, Subscribers subscribers, NumberedLoad load) {}

    static Fault lasting(String name, Runnable begin, Runnable heal) {
        return new Fault(name, _ -> begin.run(), Optional.of(heal));
    }

    static Fault once(String name, Runnable begin) {
        return new Fault(name, _ -> begin.run(), Optional.empty());
    }

    static Fault amongClients(String name, Consumer<Crowd> begin) {
        return new Fault(name, begin, Optional.empty());
    }
}
