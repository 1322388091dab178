package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.parley.application.Unavailable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who asks for the same at the same time. Each read waits until the test lets it go. */
class SharedReadsTest {
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore allowed = new Semaphore(0);
    private volatile RuntimeException failure;
    private final SharedReads<String, Integer> reads = new SharedReads<>(_ -> read());

    private int read() {
        int number = begun.incrementAndGet();
        allowed.acquireUninterruptibly();
        if (failure != null) {
            throw failure;
        }
        return number;
    }

    private final List<Thread> askers = new ArrayList<>();

    private CompletableFuture<Integer> asks(String key) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        askers.add(Thread.ofVirtual().start(() -> {
            try {
                answer.complete(reads.get(key));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }));
        return answer;
    }

    private List<CompletableFuture<Integer>> ask(int many) {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, many).mapToObj(_ -> asks("a")).toList();
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(1))
                .until(() -> askers.stream().allMatch(asker -> asker.getState() == Thread.State.WAITING || !asker.isAlive()));
        return answers;
    }

    private void isUnderWay(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(1)).until(() -> begun.get() == number);
    }

    @Test
    void whoAskDuringAReadShareTheNext() {
        CompletableFuture<Integer> first = asks("a");
        isUnderWay(1);
        List<CompletableFuture<Integer>> others = ask(20);
        allowed.release(2);
        assertThat(first.join()).isEqualTo(1);
        assertThat(others).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(2));
        assertThat(begun).hasValue(2);
    }

    /** The read under way may be older than the question. */
    @Test
    void nobodyGetsTheAnswerOfAReadThatBeganBeforeHeAsked() {
        CompletableFuture<Integer> first = asks("a");
        isUnderWay(1);
        CompletableFuture<Integer> second = ask(1).getFirst();
        allowed.release();
        assertThat(first.join()).isEqualTo(1);
        isUnderWay(2);
        assertThat(second).isNotDone();
        allowed.release();
        assertThat(second.join()).isEqualTo(2);
    }

    @Test
    void differentReadsDoNotWaitForEachOther() {
        asks("a");
        isUnderWay(1);
        asks("b");
        isUnderWay(2);
        allowed.release(2);
        assertThat(askers).allSatisfy(asker -> assertThat(asker.join(Duration.ofSeconds(10))).isTrue());
    }

    @Test
    void aFailureIsThrownToAllWhoShareTheReadAndToNobodyElse() {
        failure = new Unavailable("away", new IllegalStateException("test"));
        CompletableFuture<Integer> first = asks("a");
        isUnderWay(1);
        List<CompletableFuture<Integer>> others = ask(5);
        allowed.release(2);
        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class).cause().isSameAs(failure);
        assertThat(others).allSatisfy(answer -> assertThatThrownBy(answer::join).cause().isSameAs(failure));
        failure = null;
        allowed.release();
        assertThat(reads.get("a")).isEqualTo(3);
    }

    @Test
    void whoAsksAfterAReadHasANewOne() {
        allowed.release(2);
        assertThat(reads.get("a")).isEqualTo(1);
        assertThat(reads.get("a")).isEqualTo(2);
    }

    /** Many threads, many turns: each answer is of a read that began after its question. */
    @Test
    void inAStormNoAnswerIsOlderThanItsQuestionAndReadsAreFewer() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger carriedOut = new AtomicInteger();
        SharedReads<String, Integer> busy = new SharedReads<>(_ -> {
            carriedOut.incrementAndGet();
            int seen = now.get();
            Thread.yield();
            return seen;
        });
        AtomicInteger stale = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(50);
        IntStream.range(0, 50).forEach(_ -> Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 200; i++) {
                int asked = now.incrementAndGet();
                if (busy.get("a") < asked) {
                    stale.incrementAndGet();
                }
            }
            done.countDown();
        }));
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stale).hasValue(0);
        assertThat(carriedOut).hasValueLessThan(10_000);
    }
}
