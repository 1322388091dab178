package io.parley.adapters.redis.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that every partition which this node listens to is heard: sends its canary every few seconds, and has the ear mended whose canary does not
 * come back. Nobody else is believed about it, least of all a connection that seems to be well.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** As long as a command may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Map<Canary, Ear> ears = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("delivery-watch").daemon().factory());
    private volatile int silent;
    private final LongAdder interruptions = new LongAdder();

    /** @param clock stamps canaries */
    Watch(InstantSource clock) {
        this.clock = clock;
        var _ = clockwork.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on that ear is watched. */
    void over(Ear ear, Canary canary) {
        ears.put(canary, ear);
    }

    DeliveryHealth health() {
        return new DeliveryHealth(ears.size(), silent, interruptions.sum(), ears.keySet().stream().anyMatch(Canary::wasHeard));
    }

    private void look() {
        try {
            ears.forEach(this::look);
            note((int) ears.keySet().stream().filter(Canary::isSilent).count());
        } catch (RuntimeException e) {
            LOG.error("The watch over delivery failed", e); // A task that throws would never run again.
        }
    }

    private void look(Canary canary, Ear ear) {
        ear.look();
        long now = System.nanoTime();
        if (canary.isBack() && canary.noteSilent(false)) {
            ear.check();
        } else if (canary.isLost(PATIENCE, now) || ear.isMendingFor(PATIENCE, now)) {
            fallSilent(canary, ear);
        }
        // One that flies while nobody hears is no proof of anything.
        if (!canary.isFlying() && !ear.isMending() && canary.isDue(EVERY, now)) {
            canary.fly(clock.instant(), now);
        }
    }

    private void fallSilent(Canary canary, Ear ear) {
        boolean news = canary.noteSilent(true);
        if (news) {
            interruptions.increment();
        }
        // If Redis does not even take it, another line brings nothing; one is made once, for when this one is dead and Redis is back.
        if (news || canary.wasTaken()) {
            ear.mend();
        }
    }

    private void note(int now) {
        if (now > 0 && silent == 0) {
            LOG.warn("Nothing is delivered: messages of this node do not come back from Redis in {} of {} partitions", now, ears.size());
        } else if (now == 0 && silent > 0) {
            LOG.info("Delivery is proven again in all {} partitions; what was missed is read", ears.size());
        }
        silent = now;
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
