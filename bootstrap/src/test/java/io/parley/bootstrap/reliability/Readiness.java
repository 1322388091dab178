package io.parley.bootstrap.reliability;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks one node every 200 ms whether it is ready, as a load balancer would. */
final class Readiness implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** From that {@link System#nanoTime} on it was so. */
    record Change(long at, boolean ready) {}

    private final Hub hub;
    private final List<Change> changes = new ArrayList<>();
    private final Thread asking;
    private volatile boolean closed;

    Readiness(Hub hub) {
        this.hub = hub;
        asking = Thread.ofVirtual().start(this::ask);
    }

    private void ask() {
        HttpRequest question = HttpRequest.newBuilder(hub.readiness()).timeout(PATIENCE).build();
        while (!closed) {
            long asked = System.nanoTime();
            note(asked, isReady(question));
            Pause.until(asked + PERIOD.toNanos());
        }
    }

    private static boolean isReady(HttpRequest question) {
        try {
            return HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void note(long at, boolean ready) {
        if (changes.isEmpty() || changes.getLast().ready() != ready) {
            changes.add(new Change(at, ready));
        }
    }

    Hub hub() {
        return hub;
    }

    /** How long after that moment it was first seen not to be ready. */
    synchronized Optional<Duration> downAfter(long moment) {
        return changes.stream().filter(change -> !change.ready() && change.at() >= moment).findFirst()
                .map(change -> Duration.ofNanos(change.at() - moment));
    }

    /** How long after that moment it was seen to be ready for good; empty: it is not, or always was. */
    synchronized Optional<Duration> upAfter(long moment) {
        return changes.size() > 1 && changes.getLast().ready() ? Optional.of(Duration.ofNanos(changes.getLast().at() - moment)) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
