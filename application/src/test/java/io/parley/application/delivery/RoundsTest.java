package io.parley.application.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoundsTest {
    private final Rounds rounds = new Rounds();
    private final AtomicInteger gone = new AtomicInteger();
    private final Deque<Runnable> desk = new ArrayDeque<>();

    @Test
    void aRoundIsTheCouriersToGo() {
        rounds.send(desk::add, gone::incrementAndGet);
        assertThat(gone).hasValue(0);
        desk.remove().run();
        assertThat(gone).hasValue(1);
    }

    @Test
    void whoIsOnNoRoundIsNotWaitedFor() {
        rounds.settle(desk::add);
        assertThat(desk).isEmpty();
    }

    @Test
    void whoIsBackFromHisRoundsIsNotWaitedFor() {
        rounds.send(desk::add, gone::incrementAndGet);
        desk.remove().run();
        rounds.settle(desk::add);
        assertThat(desk).isEmpty();
    }

    @Test
    void aRoundThatFailsHasBeenGone() {
        rounds.send(desk::add, () -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(desk.remove()::run).hasMessage("broken");
        rounds.settle(desk::add);
        assertThat(desk).isEmpty();
    }

    @Test
    void whoIsOnARoundIsWaitedFor() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService courier = Executors.newSingleThreadExecutor()) {
            rounds.send(courier, () -> {
                passes(gate);
                gone.incrementAndGet();
            });
            Thread waiter = Thread.startVirtualThread(() -> {
                rounds.settle(courier);
                gone.compareAndSet(1, 2);
            });
            awaitWaiting(waiter);
            gate.countDown();
            waiter.join();
        }
        assertThat(gone).hasValue(2);
    }

    @Test
    void whoHasTooManyRoundsToGoIsSentOnNoneBeforeHeIsBack() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService courier = Executors.newSingleThreadExecutor()) {
            rounds.send(courier, () -> passes(gate));
            for (int i = 1; i < Rounds.MAX_UNDER_WAY; i++) {
                rounds.send(courier, gone::incrementAndGet);
            }
            Thread sender = Thread.startVirtualThread(() -> rounds.send(courier, gone::incrementAndGet));
            awaitWaiting(sender);
            gate.countDown();
            sender.join();
        }
        assertThat(gone).hasValue(Rounds.MAX_UNDER_WAY);
    }

    private static void passes(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitWaiting(Thread thread) {
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    }
}
