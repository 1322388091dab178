package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbered messages at a steady rate into one channel. What falls due while nobody can be reached is said later. */
final class NumberedLoad implements AutoCloseable {
    private final String channel;
    private final long intervalNanos;
    private final Troubles troubles = new Troubles();
    private final List<Publisher> publishers;
    private List<Thread> threads = List.of();
    private volatile long began;
    private volatile long stopsAt = Long.MAX_VALUE;
    private volatile boolean over;

    NumberedLoad(String channel, List<Hub> hubs, int publishers, int perSecond) {
        this.channel = channel;
        this.intervalNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.publishers = IntStream.range(0, publishers).mapToObj(index -> new Publisher(this, index, Subscribers.turned(hubs, index)))
                .toList();
    }

    void begin() {
        began = System.nanoTime();
        stopsAt = began + Duration.ofDays(1).toNanos();
        threads = publishers.stream().map(publisher -> Thread.ofVirtual().start(publisher::publish)).toList();
    }

    /** No new numbers from now on; those that were due are still said, and repeated. */
    void stop() {
        stopsAt = System.nanoTime();
    }

    /** Waits until all that was said is acknowledged, or that time is over: then nothing more is said. Ends the load. */
    void awaitAcknowledged(Duration limit) {
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the number is due, and returns whether it is to be said. */
    boolean awaitDue(long number) {
        long due = began + number * intervalNanos;
        while (!over && due < stopsAt && System.nanoTime() < due) {
            Pause.until(Math.min(due, System.nanoTime() + Duration.ofMillis(100).toNanos()));
        }
        return !over && due < stopsAt;
    }

    boolean isOver() {
        return over;
    }

    int publishers() {
        return publishers.size();
    }

    Troubles troubles() {
        return troubles;
    }

    String message(int id, String user, long number) {
        return "{\"id\":" + id + ",\"type\":\"message\",\"channel\":\"" + channel + "\",\"event\":\"number\",\"data\":{\"n\":" + number
                + "},\"idempotencyKey\":\"" + user + "/" + number + "\"}";
    }

    void cutAll() {
        publishers.forEach(Publisher::cut);
    }

    /** What was said so far, or given up. */
    List<Sent> sent() {
        return publishers.stream().flatMap(publisher -> publisher.sent().stream()).toList();
    }

    Set<Long> acknowledged() {
        return sent().stream().filter(number -> number.acknowledged().isPresent()).map(Sent::number).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        over = true;
        cutAll();
    }
}
