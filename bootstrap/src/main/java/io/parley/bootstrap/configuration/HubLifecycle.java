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
import io.parley.application.connection.Drain;
import io.parley.application.connection.Hub;
import io.parley.application.limit.NodeCapacity;
import io.parley.application.presence.Attendance;

/** What runs beside the connections, from the start to the end: the sign of life, and the farewell before the web server closes. */
@Component
class HubLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HubLifecycle.class);
    /** Three signs of life fit into a lease, so that one that is late or lost does not cost it. */
    private static final int SIGNS_PER_LEASE = 3;
    /** To look costs two round trips; what is seen late is told late. */
    private static final int LOOKS_PER_LEASE = 10;
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Hub hub;
    private final NodeCapacity capacity;
    private final OpenLines lines;
    private final LastRequests requests;
    private final Attendance attendance;
    private final RedisBackplane backplane;
    private final NodeSettings settings;
    private final ConnectionSettings connections;
    private long outlived;
    private @Nullable ScheduledExecutorService clockwork;

    HubLifecycle(Hub hub, NodeCapacity capacity, OpenLines lines, LastRequests requests, Attendance attendance, RedisBackplane backplane,
            NodeSettings settings, ConnectionSettings connections) {
        this.hub = hub;
        this.capacity = capacity;
        this.lines = lines;
        this.requests = requests;
        this.attendance = attendance;
        this.backplane = backplane;
        this.settings = settings;
        this.connections = connections;
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

    /** Readiness is down already. What clients asked for before they are told is done and answered before their lines close. */
    @Override
    public void stop() {
        capacity.close();
        attendance.retire();
        Drain drain = hub.drain(connections.drainWindow());
        while (drain.sendAwayNext()) {
            LockSupport.parkNanos(Drain.STEP.toNanos());
        }
        awaitTheLast();
        if (!requests.await(connections.closeGrace())) {
            LOG.warn("Some requests were not answered in time");
        }
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    /** Who was sent away last has the time that every client has whom the hub closes. */
    private void awaitTheLast() {
        long deadline = System.nanoTime() + connections.closeGrace().toNanos();
        while ((hub.size() > 0 || lines.count() > 0) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (hub.size() > 0) {
            LOG.error("{} clients could not be told that this node goes away", hub.size());
        }
    }

    /** As long as a client has not been sent away, even after {@link #stop}: then it has not stopped in order. */
    @Override
    public boolean isRunning() {
        return clockwork != null || hub.size() > 0;
    }

    /** The first to stop: clients hear the farewell while everything else still works. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
