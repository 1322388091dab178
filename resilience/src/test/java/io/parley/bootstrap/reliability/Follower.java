package io.parley.bootstrap.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.parley.domain.delivery.Position;

/** What a subscriber of one channel makes of the messages that come: its journal, and the position from which it would go on. Thread-safe. */
final class Follower {
    /** Where a message stands that says nothing of it. */
    private static final Position NOWHERE = new Position("none", 0);

    private final String name;
    private final List<Journal.Entry> entries = new ArrayList<>();
    private Optional<Position> position = Optional.empty();

    Follower(String name) {
        this.name = name;
    }

    synchronized Optional<Position> position() {
        return position;
    }

    synchronized Journal journal() {
        return new Journal(name, List.copyOf(entries));
    }

    /** The reply to a subscribe that asked for what was missed, if {@code asked}. */
    synchronized void subscribed(JsonNode reply, boolean asked) {
        if (asked) {
            note(reply);
        }
        reply.path("messages").valueStream().filter(_ -> asked).forEach(this::heard);
        moveTo(positionOf(reply));
    }

    synchronized void heard(JsonNode message) {
        Position at = positionOf(message);
        entries.add(new Journal.Heard(message.path("data").path("n").asLong(-1), at, System.nanoTime()));
        position = Optional.of(at);
    }

    /** A repair on the hub's side. */
    synchronized void repaired(JsonNode recovery) {
        note(recovery);
        moveTo(positionOf(recovery));
    }

    /** Nothing for this subscriber up to there. */
    synchronized void moved(JsonNode message) {
        moveTo(positionOf(message));
    }

    /** Something was left out, and that was said. */
    synchronized void skipped() {
        entries.add(new Journal.Told(System.nanoTime()));
    }

    private void note(JsonNode message) {
        long now = System.nanoTime();
        entries.add(message.path("recovered").asBoolean(false) ? new Journal.Recovered(now) : new Journal.Told(now));
    }

    private void moveTo(Position told) {
        if (position.filter(known -> known.epoch().equals(told.epoch()) && known.offset() >= told.offset()).isEmpty()) {
            position = Optional.of(told);
        }
    }

    private static Position positionOf(JsonNode message) {
        return message.has("epoch") ? new Position(message.path("epoch").asString(), message.path("offset").asLong()) : NOWHERE;
    }
}
