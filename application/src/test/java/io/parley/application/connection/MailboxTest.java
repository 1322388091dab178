package io.parley.application.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class MailboxTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final List<Object> done = new ArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

    private Runnable noting(Object what) {
        return () -> done.add(what);
    }

    @Test
    void tasksAreDoneInTheOrderInWhichTheyCame() {
        Mailbox mailbox = new Mailbox(executor, 10, failures::add);
        IntStream.range(0, 10).forEach(i -> mailbox.post(noting(i)));
        executor.runAll();
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aTaskThatIsPostedByATaskIsDoneAfterIt() {
        Mailbox mailbox = new Mailbox(Runnable::run, 10, failures::add);
        mailbox.post(() -> {
            mailbox.post(noting("second"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void oneThreadIsAskedForHoweverMuchWaits() {
        Mailbox mailbox = new Mailbox(executor, 10, failures::add);
        IntStream.range(0, 10).forEach(i -> mailbox.post(noting(i)));
        assertThat(executor.waiting()).isEqualTo(1);
    }

    @Test
    void anEmptyMailboxHoldsNoThread() {
        Mailbox mailbox = new Mailbox(executor, 10, failures::add);
        mailbox.post(noting(1));
        executor.runAll();
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void aMailboxThatWasEmptyWakesUpAgain() {
        Mailbox mailbox = new Mailbox(executor, 10, failures::add);
        mailbox.post(noting(1));
        executor.runAll();
        mailbox.post(noting(2));
        executor.runAll();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void aFullMailboxTakesNothing() {
        Mailbox mailbox = new Mailbox(executor, 2, failures::add);
        mailbox.post(noting(1));
        mailbox.post(noting(2));
        assertThat(mailbox.post(noting(3))).isFalse();
    }

    @Test
    void whatAFullMailboxDidNotTakeIsNotDone() {
        Mailbox mailbox = new Mailbox(executor, 2, failures::add);
        IntStream.rangeClosed(1, 3).forEach(i -> mailbox.post(noting(i)));
        executor.runAll();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void aMailboxThatWasFullTakesAgainWhatFits() {
        Mailbox mailbox = new Mailbox(executor, 1, failures::add);
        mailbox.post(noting(1));
        executor.runAll();
        assertThat(mailbox.post(noting(2))).isTrue();
    }

    @Test
    void theTaskThatIsBeingDoneWaitsNoMore() {
        Mailbox mailbox = new Mailbox(Runnable::run, 1, failures::add);
        mailbox.post(() -> done.add(mailbox.post(noting("posted from within"))));
        assertThat(done).containsExactly(true, "posted from within");
    }

    @Test
    void whatMustNotGetLostIsTakenEvenByAFullMailbox() {
        Mailbox mailbox = new Mailbox(executor, 1, failures::add);
        mailbox.post(noting(1));
        mailbox.postAlways(noting("the end"));
        executor.runAll();
        assertThat(done).containsExactly(1, "the end");
    }

    @Test
    void whatMakesTheRestPointlessIsDoneBeforeItEvenInAFullMailbox() {
        Mailbox mailbox = new Mailbox(executor, 1, failures::add);
        mailbox.post(noting("waits"));
        mailbox.postFirst(noting("the end"));
        executor.runAll();
        assertThat(done).containsExactly("the end", "waits");
    }

    @Test
    void whatGoesFirstWakesAnEmptyMailbox() {
        new Mailbox(Runnable::run, 1, failures::add).postFirst(noting("the end"));
        assertThat(done).containsExactly("the end");
    }

    @Test
    void aTaskThatFailsDoesNotKeepTheNextFromBeingDone() {
        Mailbox mailbox = new Mailbox(executor, 10, failures::add);
        mailbox.post(() -> {
            throw new IllegalStateException("a fault in a task");
        });
        mailbox.post(noting("after the fault"));
        executor.runAll();
        assertThat(done).containsExactly("after the fault");
    }

    @Test
    void whatATaskThrowsIsTold() {
        IllegalStateException fault = new IllegalStateException("a fault in a task");
        new Mailbox(Runnable::run, 10, failures::add).post(() -> {
            throw fault;
        });
        assertThat(failures).containsExactly(fault);
    }

    @Test
    void whatAnAttemptThrowsIsToldAndTheTaskGoesOn() {
        IllegalStateException fault = new IllegalStateException("a fault in a step");
        Mailbox mailbox = new Mailbox(Runnable::run, 10, failures::add);
        mailbox.post(() -> {
            mailbox.attempt(() -> {
                throw fault;
            });
            done.add("the next step");
        });
        assertThat(failures).containsExactly(fault);
        assertThat(done).containsExactly("the next step");
    }

    @Test
    void anErrorEndsItsThreadAndNotTheMailbox() {
        Mailbox mailbox = new Mailbox(executor, 10, failures::add);
        mailbox.post(() -> {
            throw new AssertionError("an error in a task");
        });
        mailbox.post(noting("after the error"));
        catchThrowable(executor::runAll);
        executor.runAll();
        assertThat(done).containsExactly("after the error");
    }

    @Test
    void underEightPostingThreadsNothingIsLostAndNoTwoTasksRunAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        int[] unguarded = new int[1];
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Mailbox mailbox = new Mailbox(pool, Integer.MAX_VALUE, failures::add);
            postFromEightThreads(mailbox, () -> {
                overlaps.addAndGet(running.getAndIncrement());
                unguarded[0]++;
                running.decrementAndGet();
                finished.incrementAndGet();
            });
            Awaitility.await().until(() -> finished.get() == 16_000);
        }
        assertThat(overlaps).hasValue(0);
        assertThat(unguarded[0]).isEqualTo(16_000);
    }

    @Test
    void eachPostingThreadKeepsItsOrder() throws Exception {
        List<List<Integer>> byThread = IntStream.range(0, 8).<List<Integer>>mapToObj(_ -> new ArrayList<>()).toList();
        CountDownLatch all = new CountDownLatch(8 * 500);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Mailbox mailbox = new Mailbox(pool, Integer.MAX_VALUE, failures::add);
            for (List<Integer> mine : byThread) {
                pool.execute(() -> IntStream.range(0, 500).forEach(i -> mailbox.post(() -> {
                    mine.add(i);
                    all.countDown();
                })));
            }
            all.await();
        }
        assertThat(byThread).containsOnly(IntStream.range(0, 500).boxed().toList());
    }

    private static void postFromEightThreads(Mailbox mailbox, Runnable task) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, 8).mapToObj(_ -> Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 2_000; i++) {
                mailbox.post(task);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
