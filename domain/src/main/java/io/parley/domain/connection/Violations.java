package io.parley.domain.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** When a client lately sent what the protocol does not know (RT_007). Ten times within a minute, and it speaks another language. */
public record Violations(List<Instant> recent) {
    /** A client with a mistake hits it once or twice; a fuzzer, or a client of another protocol, at every message. */
    public static final int LIMIT = 10;
    /** Long enough that a slow one is noticed, short enough that yesterday's mistake is forgotten. */
    public static final Duration WINDOW = Duration.ofMinutes(1);
    /** A clean record. */
    public static final Violations NONE = new Violations(List.of());

    /** With one more; what is older than the window is forgotten. */
    public Violations and(Instant at) {
        Instant since = at.minus(WINDOW);
        return new Violations(Stream.concat(recent.stream().filter(since::isBefore), Stream.of(at)).toList());
    }

    /** Whether that is enough. */
    public boolean tooMany() {
        return recent.size() >= LIMIT;
    }
}
