package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

import io.parley.application.Unavailable;
import io.parley.application.time.Timers;
import io.parley.domain.connection.ConnectionId;

/**
 * Which of this node's connections do something. One that has done nothing for a while is idle in the rosters, and a user is away there when all of
 * his are; the first thing that it does again is told at once. Thread-safe.
 */
public final class Activity {
    /** So often within the time after which a connection is idle it is looked whether it is. */
    private static final int LOOKS = 10;
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final Attendance attendance;
    private final Timers timers;
    private final Executor executor;
    private final InstantSource clock;
    private final Duration awayAfter;
    private final ConcurrentMap<ConnectionId, Pulse> pulses = new ConcurrentHashMap<>();

    /** When a connection did something last. */
    private static final class Pulse {
        private volatile Instant last;
        private volatile boolean idle;

        Pulse(Instant last) {
            this.last = last;
        }
    }

    /**
     * What is noted in those rosters.
     *
     * @param executor  tells the store, on threads that may be held
     * @param awayAfter how long a connection does nothing until it is idle; zero: none ever is
     */
    public Activity(Attendance attendance, Timers timers, Executor executor, InstantSource clock, Duration awayAfter) {
        this.attendance = attendance;
        this.timers = timers;
        this.executor = executor;
        this.clock = clock;
        this.awayAfter = awayAfter;
        lookLater();
    }

    private void lookLater() {
        if (!awayAfter.isZero()) {
            Duration pause = awayAfter.dividedBy(LOOKS);
            var _ = timers.at(clock.instant().plus(pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause), () -> {
                lookLater();
                executor.execute(this::look);
            });
        }
    }

    void began(ConnectionId connection) {
        pulses.put(connection, new Pulse(clock.instant()));
    }

    void ended(ConnectionId connection) {
        pulses.remove(connection);
    }

    /** The connection does something. Neither blocks nor waits. */
    void acts(ConnectionId connection, Instant now) {
        Pulse pulse = pulses.get(connection);
        if (pulse != null) {
            pulse.last = now;
            if (pulse.idle) {
                pulse.idle = false;
                executor.execute(() -> tell(connection, pulse));
            }
        }
    }

    /** Notes who has become idle, and makes good what could not be noted before. */
    private void look() {
        Instant limit = clock.instant().minus(awayAfter);
        pulses.forEach((connection, pulse) -> {
            pulse.idle = !pulse.last.isAfter(limit);
            if (pulse.idle || attendance.isIdle(connection)) {
                tell(connection, pulse);
            }
        });
    }

    private void tell(ConnectionId connection, Pulse pulse) {
        try {
            if (pulse.idle) {
                attendance.idle(connection, pulse.last);
            } else {
                attendance.active(connection);
            }
        } catch (Unavailable e) {
            // The next look tries again.
        }
    }
}
