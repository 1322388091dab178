package io.parley.application.connection;

import java.util.ArrayList;
import java.util.List;
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

    private Runnable noting(Object what) {
        return () -> done.add(what);
    }

    @Test
    void tasksAreDoneInTheOrderInWhichTheyCame() {
        Mailbox mailbox = new Mailbox(executor, 10);
        IntStream.range(0, 10).forEach(i -> mailbox.post(noting(i)));
        executor.runAll();
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aTaskThatIsPostedByATaskIsDoneAfterIt() {
        Mailbox mailbox = new Mailbox(Runnable::run, 10);
        mailbox.post(() -> {
            mailbox.post(noting("second"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void oneThreadIsAskedForHoweverMuchWaits() {
        Mailbox mailbox = new Mailbox(executor, 10);
        IntStream.range(0, 10).forEach(i -> mailbox.post(noting(i)));
        assertThat(executor.waiting()).isEqualTo(1);
    }

    @Test
    void anEmptyMailboxHoldsNoThread() {
        Mailbox mailbox = new Mailbox(executor, 10);
        mailbox.post(noting(1));
        executor.runAll();
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void aMailboxThatWasEmptyWakesUpAgain() {
        Mailbox mailbox = new Mailbox(executor, 10);
        mailbox.post(noting(1));
        executor.runAll();
        mailbox.post(noting(2));
        executor.runAll();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void aFullMailboxTakesNothing() {
        Mailbox mailbox = new Mailbox(executor, 2);
        mailbox.post(noting(1));
        mailbox.post(noting(2));
        assertThat(mailbox.post(noting(3))).isFalse();
    }

    @Test
    void whatAFullMailboxDidNotTakeIsNotDone() {
        Mailbox mailbox = new Mailbox(executor, 2);
        IntStream.rangeClosed(1, 3).forEach(i -> mailbox.post(noting(i)));
        executor.runAll();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void aMailboxThatWasFullTakesAgainWhatFits() {
        Mailbox mailbox = new Mailbox(executor, 1);
        mailbox.post(noting(1));
        executor.runAll();
        assertThat(mailbox.post(noting(2))).isTrue();
    }

    @Test
    void theTaskThatIsBeingDoneWaitsNoMore() {
        Mailbox mailbox = new Mailbox(Runnable::run, 1);
        mailbox.post(() -> done.add(mailbox.post(noting("posted from within"))));
        assertThat(done).containsExactly(true, "posted from within");
    }

    @Test
    void whatMustNotGetLostIsTakenEvenByAFullMailbox() {
        Mailbox mailbox = new Mailbox(executor, 1);
        mailbox.post(noting(1));
        mailbox.postAlways(noting("the end"));
        executor.runAll();
        assertThat(done).containsExactly(1, "the end");
    }

    @Test
    void aTaskThatFailsDoesNotSilenceTheMailboxForEver() {
        Mailbox mailbox = new Mailbox(Runnable::run, 10);
        catchThrowable(() -> mailbox.post(() -> {
            throw new IllegalStateException("a fault in a task");
        }));
        mailbox.post(noting("after the fault"));
        assertThat(done).containsExactly("after the fault");
    }

    @Test
    void underEightPostingThreadsNothingIsLostAndNoTwoTasksRunAtOnce() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        int[] unguarded = new int[1];
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Mailbox mailbox = new Mailbox(pool, Integer.MAX_VALUE);
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
            Mailbox mailbox = new Mailbox(pool, Integer.MAX_VALUE);
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
