package io.parley.bootstrap.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.domain.delivery.Position;

/**
 * Says every so many-th number, each when it is due, and says it again with the same key until it is acknowledged. The next one waits for that:
 * only so is it known in which order its numbers must be heard.
 */
final class Publisher {
    private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(100);
    private static final long SILENCE_SECONDS = 3;

    private final NumberedLoad load;
    private final int index;
    private final List<Hub> hubs;
    private final String user = Unique.user("publisher");
    private final String token = TestTokens.of(user);
    private final List<Sent> sent = new ArrayList<>();
    private volatile Optional<Line> line = Optional.empty();
    private volatile Question question = new Question(0, 0);
    private int failures;
    private int hub;
    private int asked;

    private record Question(int id, long at, CompletableFuture<JsonNode> reply) {
        Question(int id, long at) {
            this(id, at, new CompletableFuture<>());
        }
    }

    /** @param hubs the first of them is used first */
    Publisher(NumberedLoad load, int index, List<Hub> hubs) {
        this.load = load;
        this.index = index;
        this.hubs = hubs;
    }

    /** Says all its numbers; returns when the load ends. */
    void publish() {
        for (long number = index; load.awaitDue(number); number += load.publishers()) {
            say(number);
        }
        line.ifPresent(Line::cut);
    }

    private void say(long number) {
        long first = System.nanoTime();
        Optional<Sent.Acknowledged> acknowledged = Optional.empty();
        int attempts = 0;
        while (acknowledged.isEmpty() && !load.isOver()) {
            attempts++;
            acknowledged = attempt(number);
        }
        synchronized (sent) {
            sent.add(new Sent(number, index, first, attempts, acknowledged));
        }
    }

    private Optional<Sent.Acknowledged> attempt(long number) {
        Optional<Line> open = openLine();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        question = new Question(++asked, System.nanoTime());
        open.get().send(load.message(question.id(), user, number));
        try {
            CompletableFuture.anyOf(question.reply(), open.get().ended()).get(SILENCE_SECONDS, TimeUnit.SECONDS);
            return question.reply().isDone() ? judged(question.reply().join()) : lost();
        } catch (TimeoutException silent) {
            load.troubles().silence();
            open.get().cut();
            return Optional.empty();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Sent.Acknowledged> judged(JsonNode reply) {
        long now = System.nanoTime();
        if (reply.path("type").asString("").equals("ack")) {
            return Optional
                    .of(new Sent.Acknowledged(new Position(reply.path("epoch").asString("none"), reply.path("offset").asLong()), now));
        }
        load.troubles().error(reply.path("code").asString("none"), now - question.at());
        Pause.of(AFTER_A_REFUSAL);
        return Optional.empty();
    }

    private Optional<Sent.Acknowledged> lost() {
        load.troubles().lostLine();
        return Optional.empty();
    }

    /** The line it has, or one to the next node. */
    private Optional<Line> openLine() {
        if (line.filter(known -> !known.ended().isDone()).isPresent()) {
            return line;
        }
        try {
            line = Optional.of(Line.to(hubs.get(hub++ % hubs.size()), token, this::read));
            failures = 0;
            return line;
        } catch (IOException away) {
            load.troubles().lostLine();
            Pause.beforeAttempt(failures++);
            return Optional.empty();
        }
    }

    private void read(JsonNode message) {
        Question asking = question;
        if (message.path("id").asInt(0) == asking.id()) {
            asking.reply().complete(message);
        }
    }

    void cut() {
        line.ifPresent(Line::cut);
    }

    List<Sent> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }
}
