package io.parley.bootstrap.configuration;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.parley.application.channel.Durables;
import io.parley.application.delivery.Archiving;

/**
 * Has what was said moved to the archive about every second, and what is old forgotten there about every minute; at other moments than other
 * nodes, who do the same. {@code realtime_archived_messages_total}, and {@code realtime_archive_lag_seconds}: for how long something has been
 * waiting at most.
 */
@Component
class ArchiveClockwork implements SmartLifecycle {
    /** What is not archived yet is safe in Redis only, and takes room there. */
    private static final Duration MOVING = Duration.ofSeconds(1);
    private static final Duration FORGETTING = Duration.ofMinutes(1);
    /** What a batch takes at most when it is interrupted. */
    private static final Duration END = Duration.ofSeconds(3);

    private final Archiving archiving;
    private final Chore moving = new Chore("Moving messages to the archive", this::move);
    private final Chore forgetting;
    private final Counter messages;
    private volatile long complete = System.nanoTime();
    private @Nullable ScheduledExecutorService clockwork;

    ArchiveClockwork(Archiving archiving, Durables durables, MeterRegistry meters) {
        this.archiving = archiving;
        forgetting = new Chore("Forgetting what is old", () -> {
            archiving.expire();
            durables.forget();
        });
        messages = Counter.builder("realtime.archived.messages").description("Messages that this node moved to the archive")
                .register(meters);
        TimeGauge.builder("realtime.archive.lag", () -> System.nanoTime() - complete, TimeUnit.NANOSECONDS)
                .description("For how long something has been waiting for the archive at most").register(meters);
    }

    private void move() {
        Archiving.Run run = archiving.run();
        messages.increment(run.messages());
        if (run.complete()) {
            complete = System.nanoTime();
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("archive-", 0).factory());
        every(threads, MOVING, moving);
        every(threads, FORGETTING, forgetting);
        clockwork = threads;
    }

    private static void every(ScheduledExecutorService threads, Duration period, Runnable chore) {
        long millis = period.toMillis();
        var _ = threads.scheduleWithFixedDelay(chore, ThreadLocalRandom.current().nextLong(millis), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService threads = clockwork;
        if (threads != null) {
            threads.shutdownNow();
            try {
                var _ = threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            clockwork = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }
}
