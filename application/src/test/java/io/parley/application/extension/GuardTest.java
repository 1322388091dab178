package io.parley.application.extension;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.extension.ExtensionWatch.Failure;

import static org.assertj.core.api.Assertions.assertThat;

/** What an extension can do to who asks it. Two questions may be open, and three time-outs in a row suspend for half a minute. */
class GuardTest {
    private static final Guard.Bounds BOUNDS = new Guard.Bounds(Duration.ofMillis(50), 2, 3, Duration.ofSeconds(30));

    private final ManualClock clock = new ManualClock();
    private final RecordingExtensionWatch watch = new RecordingExtensionWatch();
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final Guard guard = new Guard("test", BOUNDS, threads, clock, watch);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void theEnd() {
        end.countDown();
        threads.shutdownNow();
    }

    /** Sees to it that nothing but the end of the test ends it, an interruption neither. */
    private String hangs() {
        boolean waiting = true;
        while (waiting) {
            try {
                end.await();
                waiting = false;
            } catch (InterruptedException _) {
                assertThat(end.getCount()).isOne();
            }
        }
        return "too late";
    }

    private static String waits() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String throwing() {
        throw new IllegalStateException("test: a mistake");
    }

    private void asks(int times, Supplier<String> question) {
        IntStream.range(0, times).forEach(_ -> assertThat(guard.ask(question)).isEmpty());
    }

    @Test
    void anAnswerIsHandedOn() {
        assertThat(guard.ask(() -> "yes")).contains("yes");
        assertThat(watch.failures()).isEmpty();
    }

    @Test
    void itIsAskedOnAThreadOfItsOwn() {
        assertThat(guard.ask(Thread::currentThread)).isPresent().get().isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatItThrowsEndsWithIt() {
        assertThat(guard.ask(GuardTest::throwing)).isEmpty();
        assertThat(watch.failures()).containsExactly(Failure.THREW);
        assertThat(watch.causes()).extracting(Throwable::getMessage).containsExactly("test: a mistake");
        assertThat(watch.names()).containsExactly("test");
    }

    @Test
    void anErrorEndsWithItToo() {
        assertThat(guard.ask(() -> {
            throw new StackOverflowError("test: no end");
        })).isEmpty();
        assertThat(watch.failures()).containsExactly(Failure.THREW);
    }

    @Test
    void nullIsNoAnswer() {
        assertThat(guard.<String>ask(() -> null)).isEmpty();
        assertThat(watch.failures()).containsExactly(Failure.THREW);
    }

    @Test
    void whatDoesNotAnswerIsInterruptedAtItsDeadline() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThat(guard.ask(() -> {
            try {
                return waits();
            } finally {
                interrupted.countDown();
            }
        })).isEmpty();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.failures()).containsExactly(Failure.TIMED_OUT);
    }

    @Test
    void whatDoesNotEndTakesUpRoomUntilItDoes() {
        asks(2, this::hangs);
        assertThat(guard.ask(() -> "yes")).isEmpty();
        assertThat(watch.failures()).containsExactly(Failure.TIMED_OUT, Failure.TIMED_OUT, Failure.CROWDED);
        end.countDown();
        assertThat(IntStream.iterate(0, i -> i + 1).limit(100).mapToObj(_ -> guard.ask(() -> "yes")).flatMap(Optional::stream).findFirst())
                .contains("yes");
    }

    @Test
    void timeOutsInARowSuspendItForAWhile() {
        asks(3, GuardTest::waits);
        assertThat(guard.ask(() -> "yes")).isEmpty();
        assertThat(watch.failures()).endsWith(Failure.TIMED_OUT, Failure.SUSPENDED);
        clock.advance(Duration.ofSeconds(30));
        assertThat(guard.ask(() -> "yes")).contains("yes");
        assertThat(guard.ask(() -> "yes")).contains("yes");
    }

    @Test
    void whatThrowsIsNotSuspended() {
        asks(10, GuardTest::throwing);
        assertThat(guard.ask(() -> "yes")).contains("yes");
    }

    @Test
    void whereNoThreadIsGivenItIsNotAskedAndTakesUpNoRoom() {
        Guard stopped = new Guard("test", BOUNDS, _ -> {
            throw new RejectedExecutionException("test: stopping");
        }, clock, watch);
        IntStream.range(0, 3).forEach(_ -> assertThat(stopped.ask(() -> "yes")).isEmpty());
        assertThat(watch.failures()).containsOnly(Failure.CROWDED);
    }
}
