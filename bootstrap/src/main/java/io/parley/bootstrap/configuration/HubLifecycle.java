package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.parley.adapters.redis.delivery.DeliveryHealth;
import io.parley.adapters.redis.delivery.RedisBackplane;
import io.parley.application.Unavailable;
import io.parley.application.connection.Hub;
import io.parley.application.presence.Attendance;

/** What runs beside the connections, from the start to the end: the sign of life, and the farewell before the web server closes. */
@Component
class HubLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HubLifecycle.class);
    /** Three signs of life fit into a lease, so that one that is late or lost does not cost it. */
    private static final int SIGNS_PER_LEASE = 3;
    /** To look costs two round trips; what is seen late is told late. */
    private static final int LOOKS_PER_LEASE = 10;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Hub hub;
    private final Attendance attendance;
    private final RedisBackplane backplane;
    private final NodeSettings settings;
    private long outlived;
    private @Nullable ScheduledExecutorService clockwork;

    HubLifecycle(Hub hub, Attendance attendance, RedisBackplane backplane, NodeSettings settings) {
        this.hub = hub;
        this.attendance = attendance;
        this.backplane = backplane;
        this.settings = settings;
    }

    @Override
    public void start() {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("sign-of-life-", 0).factory());
        long lease = settings.lease().toMillis();
        var _ = scheduler.scheduleWithFixedDelay(() -> attempt(attendance::live), 0, lease / SIGNS_PER_LEASE, TimeUnit.MILLISECONDS);
        // Apart: to see off or put back thousands may take longer than a lease.
        var _ = scheduler.scheduleWithFixedDelay(() -> attempt(this::keepUp), 0, lease / LOOKS_PER_LEASE, TimeUnit.MILLISECONDS);
        clockwork = scheduler;
    }

    private void keepUp() {
        DeliveryHealth health = backplane.health();
        if (health.isProven() && health.interruptions() > outlived) {
            outlived = health.interruptions();
            attendance.distrust(); // A replica that took over need not have heard of who came and went last.
        }
        attendance.keepUp();
    }

    private static void attempt(Runnable duty) {
        try {
            duty.run();
        } catch (Unavailable e) {
            LOG.warn("The sign of life was not heard: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The sign of life failed", e); // A task that throws would never run again.
        }
    }

    @Override
    public void stop() {
        attendance.retire();
        hub.stop();
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        while (hub.size() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    /** The first to stop: clients hear the farewell while everything else still works. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
