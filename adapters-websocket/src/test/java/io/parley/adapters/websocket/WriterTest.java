package io.parley.adapters.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriterTest {
    private final Writer writer = new Writer("writer under test");
    private final List<Integer> flushed = new ArrayList<>();

    @AfterEach
    void stop() {
        writer.stop();
    }

    /** Counts what was put into it, and what of that was taken out. */
    private static class Counted extends Outlet {
        final AtomicInteger waiting = new AtomicInteger();
        final AtomicInteger written = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        volatile boolean together;

        @Override
        int flush(Run run) {
            together |= inside.incrementAndGet() > 1;
            int count = waiting.getAndSet(0);
            written.addAndGet(count);
            more();
            inside.decrementAndGet();
            return count;
        }

        /** Called in the middle of writing. */
        void more() {}

        @Override
        void failed(RuntimeException cause) {
            throw cause;
        }
    }

    private Outlet noting(int number) {
        return new Outlet() {
            @Override
            int flush(Run run) {
                flushed.add(number);
                return 1;
            }

            @Override
            void failed(RuntimeException cause) {
                throw cause;
            }
        };
    }

    @Test
    void whoCameFirstIsWrittenToFirst() {
        IntStream.range(0, 5).mapToObj(this::noting).forEach(writer::ready);
        writer.work();
        assertThat(flushed).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoHasSeveralThingsIsWrittenToOnce() {
        Outlet outlet = noting(1);
        writer.ready(outlet);
        writer.ready(outlet);
        writer.work();
        assertThat(flushed).containsExactly(1);
    }

    @Test
    void whoCannotBeWrittenToKeepsNobodyWaiting() {
        List<Throwable> failures = new ArrayList<>();
        writer.ready(new Outlet() {
            @Override
            int flush(Run run) {
                throw new IllegalStateException("broken");
            }

            @Override
            void failed(RuntimeException cause) {
                failures.add(cause);
            }
        });
        writer.ready(noting(1));
        writer.work();
        assertThat(failures).hasSize(1);
        assertThat(flushed).containsExactly(1);
    }

    @Test
    void errandsAreDoneInTheOrderInWhichTheyCame() {
        IntStream.range(0, 5).forEach(number -> writer.execute(() -> flushed.add(number)));
        writer.work();
        assertThat(flushed).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void anErrandGoesBeforeWriting() {
        writer.ready(noting(1));
        writer.execute(() -> flushed.add(0));
        writer.work();
        assertThat(flushed).containsExactly(0, 1);
    }

    @Test
    void anErrandThatFailsKeepsNobodyWaiting() {
        writer.execute(() -> {
            throw new IllegalStateException("broken");
        });
        writer.execute(() -> flushed.add(1));
        writer.ready(noting(2));
        writer.work();
        assertThat(flushed).containsExactly(1, 2);
    }

    @Test
    void whatAnErrandPutsDownIsWrittenAtOnce() {
        writer.start();
        done(() -> {
            writer.ready(noting(1));
            flushed.add(2);
        });
        assertThat(flushed).containsExactly(1, 2);
    }

    @Test
    void whileAnotherErrandWaitsWhatIsPutDownIsOnlyCollected() {
        writer.start();
        Outlet outlet = noting(1);
        CompletableFuture<Void> second = new CompletableFuture<>();
        done(() -> {
            writer.execute(() -> {
                writer.ready(outlet);
                flushed.add(3);
                second.complete(null);
            });
            writer.ready(outlet);
            flushed.add(2);
        });
        second.join();
        done(() -> {});
        assertThat(flushed).containsExactly(2, 3, 1);
    }

    /** It may say that it has more while what it has is not written yet. */
    @Test
    void whoHasMoreIsWrittenToAgainAfterwardsAndNeverMeanwhile() {
        writer.start();
        AtomicInteger left = new AtomicInteger(3);
        Counted outlet = new Counted() {
            @Override
            void more() {
                if (left.decrementAndGet() > 0) {
                    writer.ready(this);
                }
            }
        };
        done(() -> writer.ready(outlet));
        Awaitility.await().untilAtomic(left, Matchers.is(0));
        assertThat(outlet.together).isFalse();
    }

    @Test
    void errandsAreDoneEvenAfterItWasStopped() {
        writer.start();
        writer.stop();
        done(() -> flushed.add(1));
        assertThat(flushed).containsExactly(1);
    }

    /** Has the writer do it, and waits until it has. */
    private void done(Runnable errand) {
        CompletableFuture.runAsync(errand, writer).orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void underManyThreadsNothingIsLeftLyingAndOneWritesAtATime() {
        writer.start();
        List<Counted> outlets = IntStream.range(0, 50).mapToObj(_ -> new Counted()).toList();
        int each = 20_000;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.submit(() -> IntStream.range(0, each).forEach(i -> {
                    Counted outlet = outlets.get(i % outlets.size());
                    outlet.waiting.incrementAndGet();
                    writer.ready(outlet);
                }));
            }
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(outlets.stream().mapToInt(outlet -> outlet.written.get()).sum()).isEqualTo(4 * each));
        assertThat(outlets).noneMatch(outlet -> outlet.together);
    }
}
