package io.parley.application.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.parley.application.connection.Downlink;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

/** Keeps what it is offered and told. Thread-safe. */
final class RecordingSubscriber implements Subscriber {
    private final ConnectionId connection;
    private final Identity identity;
    private Executor courier = Downlink.AT_ONCE;
    private final List<EncodedMessage> offered = new CopyOnWriteArrayList<>();
    private final List<ChannelEvent> happened = new CopyOnWriteArrayList<>();

    RecordingSubscriber(String connection, Identity identity) {
        this.connection = new ConnectionId(connection);
        this.identity = identity;
    }

    /** A user's connection, called as he is. */
    static RecordingSubscriber user(String subject) {
        return user(subject, subject);
    }

    static RecordingSubscriber user(String connection, String subject) {
        return new RecordingSubscriber(connection, new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(), Instant.MAX));
    }

    static RecordingSubscriber anonymous(String connection) {
        return new RecordingSubscriber(connection, new Anonymous(RealmId.DEFAULT));
    }

    @Override
    public Executor courier() {
        return courier;
    }

    /** The same, to whom that one carries. Before it subscribes. */
    RecordingSubscriber by(Executor other) {
        courier = other;
        return this;
    }

    @Override
    public ConnectionId connection() {
        return connection;
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public void offer(EncodedMessage message) {
        offered.add(message);
    }

    @Override
    public void happened(ChannelEvent event) {
        happened.add(event);
    }

    List<EncodedMessage> offered() {
        return List.copyOf(offered);
    }

    /** What it was offered, in words: {@code 3} for what was said at that offset, {@code to 3} for a position, the event for the rest. */
    List<String> heard() {
        return offered.stream().map(EncodedMessage::message).map(RecordingSubscriber::inWords).toList();
    }

    private static String inWords(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Event event ->
                event.position().map(position -> "" + position.offset()).orElseGet(() -> event.event().getClass().getSimpleName());
            case ServerMessage.Reached reached -> "to " + reached.position().offset();
            default -> throw new AssertionError("A subscriber is not offered " + message);
        };
    }

    /** The events that it was offered. */
    List<ServerMessage.Event> events() {
        return offered.stream().map(EncodedMessage::message).filter(ServerMessage.Event.class::isInstance)
                .map(ServerMessage.Event.class::cast).toList();
    }

    /** Up to where it was told that something is lost. */
    List<Position> lost() {
        return offered.stream().map(EncodedMessage::message).filter(ServerMessage.Repaired.class::isInstance)
                .map(ServerMessage.Repaired.class::cast).filter(repaired -> !repaired.recovered()).map(ServerMessage.Repaired::newest)
                .toList();
    }

    /** What happened, of that which it was offered. */
    List<ChannelEvent> said() {
        return events().stream().<ChannelEvent>map(ServerMessage.Event::event).toList();
    }

    /** The offsets of what came with a position. */
    List<Long> offsets() {
        return events().stream().flatMap(event -> event.position().stream()).map(Position::offset).toList();
    }

    /** What it was told beside the messages. */
    List<ChannelEvent> happened() {
        return List.copyOf(happened);
    }

    @Override
    public boolean hasRoom() {
        return true;
    }
}
