package io.parley.bootstrap.reliability;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that goes wrong in the middle of a drill.
 *
 * @param heal what ends it; empty: it is over at once, or stays
 * @param tidy what makes the servers whole again after the drill, for the next one
 */
record Fault(String name, Consumer<Crowd> begin, Optional<Runnable> heal, Runnable tidy) {
    private static final Runnable NOTHING = () -> {};

    /** Those on whom the hub's clients' side of a fault can act. */
    record Crowd(String channel, Subscribers subscribers, NumberedLoad load) {}

    static Fault lasting(String name, Runnable begin, Runnable heal) {
        return new Fault(name, _ -> begin.run(), Optional.of(heal), NOTHING);
    }

    static Fault once(String name, Runnable begin) {
        return new Fault(name, _ -> begin.run(), Optional.empty(), NOTHING);
    }

    static Fault amongClients(String name, Consumer<Crowd> begin) {
        return new Fault(name, begin, Optional.empty(), NOTHING);
    }

    Fault tidiedBy(Runnable afterwards) {
        return new Fault(name, begin, heal, afterwards);
    }

    Fault called(String other) {
        return new Fault(other, begin, heal, tidy);
    }
}
