package io.parley.adapters.redis.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.redisson.client.ChannelName;
import org.redisson.client.RedisClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.application.Unavailable;
import io.parley.application.delivery.BackplaneListener;
import io.parley.domain.channel.ChannelId;

/**
 * Hears the channels of one partition over one line. When the line ends, or is ended because nothing comes over it, another is made, to the server
 * that is the partition's master then; every channel is told that it was interrupted. Thread-safe.
 */
final class Ear {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);

    private final Supplier<RedisClient> master;
    private final Executor executor;
    private final ConcurrentMap<ChannelName, Hearer> hearers = new ConcurrentHashMap<>();
    private final AtomicBoolean mending = new AtomicBoolean();
    private volatile CompletableFuture<Line> line = new CompletableFuture<>();
    private volatile long mendingSince;
    private volatile boolean closed;

    /**
     * An ear that begins to listen.
     *
     * @param master   the partition's master as it is now; throws {@link RuntimeException} if nobody is
     * @param executor runs what may block
     * @param canary   is heard from the beginning
     */
    Ear(Supplier<RedisClient> master, Executor executor, Hearer canary) {
        this.master = master;
        this.executor = executor;
        hearers.put(canary.name(), canary);
        mend();
    }

    /** @throws Unavailable if Redis does not answer; nothing is heard then */
    void attach(ChannelId channel, BackplaneListener listener) {
        Hearer hearer = new Hearer(channel, listener);
        if (hearers.putIfAbsent(hearer.name(), hearer) != null) {
            return;
        }
        try {
            // One that is made meanwhile has it among those that it begins with, or is the one that is waited for.
            line().hear(List.of(hearer));
        } catch (Unavailable e) {
            forget(hearer);
            throw e;
        }
    }

    private Line line() {
        try {
            return line.join();
        } catch (CompletionException e) {
            throw new Unavailable("Redis cannot be heard", e.getCause() == null ? e : e.getCause());
        }
    }

    void detach(ChannelId channel) {
        Hearer hearer = hearers.get(Hearer.nameOf(channel));
        if (hearer != null) {
            forget(hearer);
        }
    }

    private void forget(Hearer hearer) {
        hearer.leave();
        hearers.remove(hearer.name(), hearer);
        if (line.isDone() && !line.isCompletedExceptionally()) {
            line.resultNow().leave(hearer);
        }
    }

    /** Looks whether its line still leads to the master; if not, makes another. Never blocks. */
    void look() {
        CompletableFuture<Line> now = line;
        if (now.isDone() && !now.isCompletedExceptionally() && !(now.resultNow().isOpen() && leadsToMaster(now.resultNow()))) {
            mend();
        }
    }

    private boolean leadsToMaster(Line known) {
        try {
            return known.leadsTo(master.get());
        } catch (RuntimeException e) {
            return true; // Nobody is master now; the line may still be good.
        }
    }

    /** Makes another line in place of the one there is. Never blocks; does nothing while one is made already. */
    void mend() {
        if (closed || !mending.compareAndSet(false, true)) {
            return;
        }
        mendingSince = System.nanoTime();
        CompletableFuture<Line> before = line;
        boolean first = !before.isDone();
        CompletableFuture<Line> next = first ? before : new CompletableFuture<>();
        line = next;
        executor.execute(() -> {
            if (!first) {
                hangUp(before);
            }
            makeLine(next);
            mending.set(false);
            hearers.values().forEach(Hearer::interrupted);
            look();
        });
    }

    /** Whether there is no line at the moment. */
    boolean isMending() {
        return mending.get();
    }

    /** Whether there has been no line for so long. */
    boolean isMendingFor(Duration time, long now) {
        return mending.get() && now - mendingSince > time.toNanos();
    }

    private void makeLine(CompletableFuture<Line> waited) {
        CompletableFuture<Line> next = waited;
        for (Duration pause = FIRST_PAUSE; !closed; pause = longer(pause)) {
            try {
                Line made = Line.to(master.get(), this::lost);
                made.hear(hearers.values());
                if (closed) {
                    made.close();
                }
                if (next.isDone()) {
                    line = CompletableFuture.completedFuture(made);
                } else {
                    next.complete(made);
                }
                return;
            } catch (RuntimeException e) {
                LOG.debug("No line to Redis yet", e);
                next.completeExceptionally(e); // Who waits, and who comes, is refused at once.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos()));
            }
        }
    }

    private void lost(Line ended) {
        CompletableFuture<Line> now = line;
        if (now.isDone() && !now.isCompletedExceptionally() && now.resultNow().equals(ended)) {
            mend();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Everything may have missed something. */
    void check() {
        hearers.values().forEach(Hearer::interrupted);
    }

    void close() {
        closed = true;
        hangUp(line);
    }

    private static void hangUp(CompletableFuture<Line> known) {
        var _ = known.thenAccept(Line::close);
    }
}
