package io.parley.bootstrap.reliability;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;

/** Asks one node every 200 ms whether it is ready, as a load balancer would: no answer within a second is a no. */
final class Readiness implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofSeconds(20);

    /** From that {@link System#nanoTime} on it was so. */
    record Change(long at, boolean ready) {}

    private final Hub hub;
    private final List<Change> changes = new ArrayList<>();
    private volatile boolean closed;

    private Readiness(Hub hub) {
        this.hub = hub;
    }

    /** Returns when the node is ready: its first answer takes longer than any later one. */
    static Readiness of(Hub hub) {
        Readiness readiness = new Readiness(hub);
        Awaitility.await().atMost(START).until(readiness::isReady);
        Thread.ofVirtual().start(readiness::ask);
        return readiness;
    }

    private void ask() {
        while (!closed) {
            long asked = System.nanoTime();
            boolean ready = isReady();
            // It was not ready when it was asked, but ready only when it said so.
            note(ready ? System.nanoTime() : asked, ready);
            Pause.until(asked + PERIOD.toNanos());
        }
    }

    private boolean isReady() {
        try {
            HttpRequest question = HttpRequest.newBuilder(hub.readiness()).timeout(PATIENCE).build();
            return HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is answered after the drill is not of the drill: the node may be on its way out. */
    private synchronized void note(long at, boolean ready) {
        if (!closed && (changes.isEmpty() || changes.getLast().ready() != ready)) {
            changes.add(new Change(at, ready));
        }
    }

    Hub hub() {
        return hub;
    }

    /** How long after that moment it was first seen not to be ready. */
    synchronized Optional<Duration> downAfter(long moment) {
        return changes.stream().filter(change -> !change.ready() && change.at() >= moment - PATIENCE.toNanos()).findFirst()
                .map(change -> Duration.ofNanos(Math.max(0, change.at() - moment)));
    }

    /** How long after that moment it was seen to be ready for good; empty: it is not. */
    synchronized Optional<Duration> upAfter(long moment) {
        return changes.getLast().ready() ? Optional.of(Duration.ofNanos(Math.max(0, changes.getLast().at() - moment))) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
