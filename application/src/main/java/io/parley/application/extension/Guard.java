package io.parley.application.extension;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.parley.application.extension.ExtensionWatch.Failure;

/**
 * Stands between the hub and one extension. Every question is asked on a thread of its own and has a deadline; so many are open at once and no more;
 * after time-outs in a row nothing is asked for a while. Thread-safe.
 */
public final class Guard {
    private final String name;
    private final Bounds bounds;
    private final Executor executor;
    private final InstantSource clock;
    private final ExtensionWatch watch;
    private final Semaphore room;
    private final CircuitBreaker breaker;

    /**
     * How far an extension may go.
     *
     * @param timeout      how long an answer may take, waiting for room included
     * @param mostAtOnce   how many questions may be open at once; one that is given up counts until its thread has ended
     * @param mostTimeouts how many time-outs in a row suspend it
     * @param rest         for how long
     */
    public record Bounds(Duration timeout, int mostAtOnce, int mostTimeouts, Duration rest) {
        /** @throws IllegalArgumentException for times that are not longer than 0, and numbers below 1 */
        public Bounds {
            if (!timeout.isPositive() || !rest.isPositive() || mostAtOnce < 1 || mostTimeouts < 1) {
                throw new IllegalArgumentException("Times are longer than 0, and numbers at least 1");
            }
        }
    }

    Guard(String name, Bounds bounds, Executor executor, InstantSource clock, ExtensionWatch watch) {
        this.name = name;
        this.bounds = bounds;
        this.executor = executor;
        this.clock = clock;
        this.watch = watch;
        room = new Semaphore(bounds.mostAtOnce());
        breaker = new CircuitBreaker(bounds.mostTimeouts(), bounds.rest());
    }

    /**
     * Asks it, and waits for the answer.
     *
     * @return the answer; empty: it was cut off, which the watch has been told
     */
    <T> Optional<T> ask(Supplier<T> question) {
        Instant begun = clock.instant();
        if (!breaker.admits(begun)) {
            return failed(Failure.SUSPENDED);
        }
        if (!hasRoom()) {
            breaker.unused();
            return failed(Failure.CROWDED);
        }
        FutureTask<T> call = new Call<>(question, room);
        try {
            executor.execute(call);
        } catch (RejectedExecutionException e) {
            room.release(); // The node stops.
            breaker.unused();
            return failed(Failure.CROWDED);
        }
        return answer(call, bounds.timeout().minus(Duration.between(begun, clock.instant())));
    }

    /** Tells the watch that it was not asked, as too much waits for it. */
    void crowded() {
        failed(Failure.CROWDED);
    }

    /** Tells the watch that it threw where it was asked without a deadline. */
    void threw(Throwable cause) {
        watch.failed(name, Failure.THREW, Optional.of(cause));
    }

    @Override
    public String toString() {
        return name;
    }

    private boolean hasRoom() {
        try {
            return room.tryAcquire(bounds.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> Optional<T> answer(FutureTask<T> call, Duration left) {
        try {
            T answer = call.get(left.toNanos(), TimeUnit.NANOSECONDS);
            breaker.answered();
            return Optional.of(answer);
        } catch (ExecutionException e) {
            breaker.answered();
            threw(e.getCause() == null ? e : e.getCause());
            return Optional.empty();
        } catch (TimeoutException e) {
            call.cancel(true);
            breaker.timedOut(clock.instant());
            return failed(Failure.TIMED_OUT);
        } catch (InterruptedException e) {
            call.cancel(true);
            breaker.unused();
            Thread.currentThread().interrupt();
            return failed(Failure.CROWDED);
        }
    }

    private <T> Optional<T> failed(Failure failure) {
        watch.failed(name, failure, Optional.empty());
        return Optional.empty();
    }

    /** Frees its room when its thread is done with it, and not when it is given up. */
    private static final class Call<T> extends FutureTask<T> {
        private final Semaphore room;

        Call(Supplier<T> question, Semaphore room) {
            super(() -> Objects.requireNonNull(question.get(), "An extension answers null"));
            this.room = room;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                room.release();
            }
        }
    }
}
