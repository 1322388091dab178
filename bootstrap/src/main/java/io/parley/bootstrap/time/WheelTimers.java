package io.parley.bootstrap.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;

import io.parley.application.time.Timers;

/** Timers on a hashed wheel: setting and cancelling cost the same however many there are, and one thread turns it. */
public final class WheelTimers implements Timers, AutoCloseable {
    /** Heartbeats and deadlines count in seconds: a tenth of one late is never noticed. */
    private static final long TICK_MILLIS = 100;

    private final HashedWheelTimer wheel = new HashedWheelTimer(new DefaultThreadFactory("timers", true), TICK_MILLIS,
            TimeUnit.MILLISECONDS);
    private final InstantSource clock;

    /** @param clock says how far off a moment is */
    public WheelTimers(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Timer at(Instant moment, Runnable task) {
        long delay = Math.max(0, Duration.between(clock.instant(), moment).toMillis() + 1);
        Timeout timeout = wheel.newTimeout(_ -> task.run(), delay, TimeUnit.MILLISECONDS);
        return timeout::cancel;
    }

    @Override
    public void close() {
        wheel.stop();
    }
}
