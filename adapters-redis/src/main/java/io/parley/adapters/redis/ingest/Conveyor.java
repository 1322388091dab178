package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.parley.application.ingest.Arrival;
import io.parley.application.ingest.IngestRule;
import io.parley.application.ingest.Intake;

/**
 * Carries what was heard from the thread that hears, which must not wait, to the intake, which may; in order. What does not fit any more is
 * dropped, and the intake is told.
 */
final class Conveyor {
    /** Seconds of a busy source, and little beside what the connections may have waiting. */
    private static final long MAX_BYTES = 8 * 1024 * 1024;
    /** What a message costs beside its bytes. */
    private static final long OVERHEAD = 256;

    /** What lies on it. */
    private static final class Item {
        final Arrival arrival;
        final byte[] json;

        Item(String channel, byte[] json) {
            this.arrival = Arrival.on(channel);
            this.json = json;
        }

        long weight() {
            return json.length + OVERHEAD;
        }
    }

    private final IngestRule rule;
    private final Intake intake;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread;

    Conveyor(IngestRule rule, Intake intake) {
        this.rule = rule;
        this.intake = intake;
        this.thread = Thread.ofVirtual().name("ingest-conveyor-" + rule.source()).start(this::run);
    }

    /** Puts something on it, or drops it. Never blocks. */
    void offer(String channel, byte[] json) {
        Item item = new Item(channel, json);
        if (bytes.addAndGet(item.weight()) > MAX_BYTES) {
            bytes.addAndGet(-item.weight());
            intake.drop(rule, item.arrival, "more is said there than can be published");
        } else {
            queue.add(item);
        }
    }

    private void run() {
        try {
            while (true) {
                Item item = queue.take();
                try {
                    intake.take(rule, item.arrival, item.json);
                } finally {
                    bytes.addAndGet(-item.weight());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing is left on it, but no longer than that. */
    void awaitEmpty(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (bytes.get() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Stops it; what is left on it is lost. */
    void stop() {
        thread.interrupt();
    }
}
