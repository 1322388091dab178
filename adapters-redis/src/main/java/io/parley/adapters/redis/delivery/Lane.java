package io.parley.adapters.redis.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.redisson.api.RedissonClient;

import io.parley.application.Unavailable;

/**
 * Events on their way to one part of Redis, all of them for a replica, or none. One flight is in the air at a time: an event that finds none leaves at once, those that come
 * meanwhile leave together. When a flight is lost the lane is closed: who waits, and who comes, is refused at once, and one flight from time to
 * time tries whether it is open again. Thread-safe.
 */
final class Lane {
    /** Ten seconds of a busy node; who finds more before him would wait in vain. */
    private static final int MAX_WAITING = 10_000;
    private static final long MAX_WAITING_BYTES = 32L * 1024 * 1024;
    private static final int MAX_TOGETHER = 256;
    /** How long a closed lane waits until it tries again; short, as a try costs one message and tells when Redis is back. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RedissonClient redis;
    private final Deque<Publication> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean flying;
    private boolean closed;
    private long closedAt;

    Lane(RedissonClient redis) {
        this.redis = redis;
    }

    /** Sends the event, now or with the next flight. Its answer fails with {@link Unavailable}. Never blocks. */
    void send(Publication publication) {
        List<Publication> leaving;
        synchronized (waiting) {
            if (isRefused(publication)) {
                publication.answer().completeExceptionally(new Unavailable("Redis is away, or far behind"));
                return;
            }
            waiting.add(publication);
            waitingBytes += publication.bytes();
            leaving = flying ? List.of() : boarded();
        }
        depart(leaving);
    }

    private boolean isRefused(Publication publication) {
        if (closed) {
            return flying || System.nanoTime() - closedAt < PAUSE.toNanos();
        }
        return waiting.size() >= MAX_WAITING || waitingBytes + publication.bytes() > MAX_WAITING_BYTES;
    }

    /** Takes those who leave together: a replica is waited for on one connection, so for one partition. */
    private List<Publication> boarded() {
        List<Publication> together = new ArrayList<>();
        Publication first = waiting.peek();
        while (first != null && !waiting.isEmpty() && together.size() < MAX_TOGETHER && fits(waiting.element(), first)) {
            Publication next = waiting.remove();
            waitingBytes -= next.bytes();
            together.add(next);
        }
        flying = first != null;
        return together;
    }

    private static boolean fits(Publication next, Publication first) {
        return !first.needsReplica() || next.partition() == first.partition();
    }

    private void depart(List<Publication> leaving) {
        if (leaving.isEmpty()) {
            return;
        }
        try {
            var _ = new Flight(redis, leaving).depart().whenComplete((arrived, failure) -> landed(failure == null && arrived));
        } catch (RuntimeException e) {
            // Redisson refuses when it is shut down; nobody may wait for an answer that never comes.
            leaving.forEach(publication -> publication.answer().completeExceptionally(new Unavailable("Redis cannot be asked", e)));
            landed(false);
        }
    }

    private void landed(boolean arrived) {
        List<Publication> refused = List.of();
        List<Publication> leaving = List.of();
        synchronized (waiting) {
            flying = false;
            closed = !arrived;
            if (arrived) {
                leaving = boarded();
            } else {
                closedAt = System.nanoTime();
                refused = List.copyOf(waiting);
                waiting.clear();
                waitingBytes = 0;
            }
        }
        refused.forEach(publication -> publication.answer().completeExceptionally(new Unavailable("Redis does not answer")));
        depart(leaving);
    }
}
