package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.application.Unavailable;

/** Does a duty while its lease is this node's, on a thread of its own, for as long as the node lives. */
final class LeasedTask {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedTask.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);

    /** What one node does. All its methods are called by one thread, and may block for a round trip. */
    interface Duty {
        /**
         * The node's turn begins, or something went wrong in it and it begins anew.
         *
         * @throws Unavailable if it could not begin: it is called again
         */
        void begin(long term);

        /**
         * Goes on for a moment.
         *
         * @return how long there is nothing to do at most; empty: something did not answer, and the duty is to begin anew
         * @throws Unavailable as if it had returned nothing
         */
        Optional<Duration> perform();

        /** The turn is over, or never was; what was taken in is brought to its end. Never throws. */
        void end();
    }

    private final String name;
    private final Lease lease;
    private final Duty duty;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private boolean sound;
    private int failures;

    /** @param name what is done, for the thread and log lines */
    LeasedTask(String name, Lease lease, Duty duty) {
        this.name = name;
        this.lease = lease;
        this.duty = duty;
        this.thread = Thread.ofVirtual().name("ingest-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!ended.await(step().toNanos(), TimeUnit.NANOSECONDS)) {
                // The work is in the step.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        duty.end();
        try {
            lease.release();
        } catch (Unavailable e) {
            LOG.debug("The lease of {} runs out by itself", name, e);
        }
    }

    /** One step, and how long to rest after it. */
    private Duration step() {
        try {
            Optional<Duration> rest = attempt();
            if (rest.isPresent()) {
                failures = 0;
                return rest.get();
            }
        } catch (Unavailable e) {
            if (failures == 0) {
                LOG.warn("Ingest of {} waits: {}", name, e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("Ingest of {} failed and is tried again", name, e); // A thread that ends would never try.
        }
        // The turn goes on while its term runs, but what stands behind it may be gone: when all answers again, it begins anew.
        sound = false;
        return FIRST_RETRY.multipliedBy(1L << Math.min(failures++, 4));
    }

    private Optional<Duration> attempt() {
        Lease.Hold hold = lease.hold();
        if (hold == Lease.Hold.ANOTHERS) {
            duty.end();
            sound = false;
            return Optional.of(lease.patience());
        }
        if (hold == Lease.Hold.TAKEN) {
            LOG.info("Ingest of {} is this node's", name);
            sound = false;
        }
        if (!sound) {
            duty.end();
            duty.begin(lease.term());
            sound = true;
        }
        return duty.perform();
    }

    /** It comes to its end soon. */
    void signalEnd() {
        ended.countDown();
    }

    /** Waits for the end, but no longer than that: the lease runs out by itself. */
    void awaitEnd(Duration patience) {
        try {
            if (!thread.join(patience)) {
                LOG.warn("Ingest of {} did not come to its end in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
