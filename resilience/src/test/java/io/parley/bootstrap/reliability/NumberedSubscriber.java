package io.parley.bootstrap.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.TestTokens;
import io.parley.domain.delivery.Position;

/** A client that stays with one channel whatever happens: it comes back to the other node, and asks for what it missed. */
final class NumberedSubscriber implements AutoCloseable {
    private static final Executor WHEN_SILENT = CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS);

    private final String token;
    private final String channel;
    private final List<Hub> hubs;
    private final Follower follower;
    private final CompletableFuture<Void> firstSubscribed = new CompletableFuture<>();
    private volatile long awayUntil = System.nanoTime();
    private volatile boolean closed;
    private volatile Optional<Line> current = Optional.empty();

    /** @param hubs the first of them is tried first */
    NumberedSubscriber(String user, String channel, List<Hub> hubs) {
        this.token = TestTokens.of(user);
        this.channel = channel;
        this.hubs = hubs;
        this.follower = new Follower(user);
        Thread.ofVirtual().start(this::live);
    }

    Journal journal() {
        return follower.journal();
    }

    CompletableFuture<Void> firstSubscribed() {
        return firstSubscribed;
    }

    /** Cuts its line; it comes back. */
    void cut() {
        current.ifPresent(Line::cut);
    }

    /** Cuts its line; it comes back after that time. */
    void sendAway(Duration time) {
        awayUntil = System.nanoTime() + time.toNanos();
        cut();
    }

    private void live() {
        int failures = 0;
        for (int attempt = 0; !closed; attempt++) {
            failures = listen(hubs.get(attempt % hubs.size())) ? 0 : failures + 1;
            Pause.beforeAttempt(failures);
            Pause.until(awayUntil);
        }
    }

    /** Returns, when the line has ended, whether the hub had answered. */
    private boolean listen(Hub hub) {
        Stay stay = new Stay(follower.position());
        try (Line line = Line.to(hub, token, stay::read)) {
            current = Optional.of(line);
            stay.ended.thenRun(line::cut);
            WHEN_SILENT.execute(() -> stay.cutUnlessWelcome(line));
            line.send(subscribe(stay.from));
            if (!closed) {
                line.ended().join();
            }
        } catch (IOException away) {
            return false;
        }
        return stay.welcome.isDone();
    }

    private String subscribe(Optional<Position> from) {
        String recover = from.map(position -> ",\"recover\":{\"epoch\":\"" + position.epoch() + "\",\"offset\":" + position.offset() + "}")
                .orElse("");
        return "{\"id\":1,\"type\":\"subscribe\",\"channel\":\"" + channel + "\"" + recover + "}";
    }

    @Override
    public void close() {
        closed = true;
        cut();
    }

    /** One line's time in the channel. */
    private final class Stay {
        private final Optional<Position> from;
        private final CompletableFuture<Void> welcome = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        Stay(Optional<Position> from) {
            this.from = from;
        }

        void cutUnlessWelcome(Line line) {
            if (!welcome.isDone()) {
                line.cut();
            }
        }

        void read(JsonNode message) {
            if (message.path("id").asInt(0) == 1 && message.path("type").asString("").equals("error")) {
                ended.complete(null);
            } else if (message.path("channel").asString("").equals(channel)) {
                follow(message);
            }
        }

        private void follow(JsonNode message) {
            switch (message.path("type").asString("")) {
                case "subscribed" -> {
                    follower.subscribed(message, from.isPresent());
                    welcome.complete(null);
                    firstSubscribed.complete(null);
                }
                case "message" -> follower.heard(message);
                case "recovery" -> follower.repaired(message);
                case "position" -> follower.moved(message);
                case "gap" -> follower.skipped();
                case "unsubscribed" -> ended.complete(null);
                default -> {}
            }
        }
    }
}
