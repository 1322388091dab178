package io.parley.application.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.parley.application.connection.Downlink;
import io.parley.application.delivery.Subscription;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Identity;

/** A connection that keeps what it is offered and told. */
final class RecordingParticipant implements Participant {
    private final ConnectionId connection;
    private volatile Identity identity;
    private final Map<ChannelName, Subscription> entered = new HashMap<>();
    private final List<ServerMessage> offered = new CopyOnWriteArrayList<>();
    private final List<ChannelEvent> happened = new CopyOnWriteArrayList<>();

    RecordingParticipant(String connection, Identity identity) {
        this.connection = new ConnectionId(connection);
        this.identity = identity;
    }

    @Override
    public Executor courier() {
        return Downlink.AT_ONCE;
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
    public Map<ChannelName, Subscription> entered() {
        return entered;
    }

    @Override
    public void offer(EncodedMessage message) {
        offered.add(message.message());
    }

    @Override
    public void happened(ChannelEvent event) {
        happened.add(event);
    }

    /** It showed other credentials: it is that one now. */
    void becomes(Identity other) {
        identity = other;
    }

    /** What it was offered, in order. */
    List<ServerMessage> offered() {
        return List.copyOf(offered);
    }

    /** What it heard in channels, in order. */
    List<ChannelEvent> heard() {
        return offered.stream().<ChannelEvent>map(message -> ((ServerMessage.Event) message).event()).toList();
    }

    /** What it heard of one kind. */
    <E extends ChannelEvent> List<E> heard(Class<E> kind) {
        return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What was said to it: the events of the messages that it heard. */
    List<String> words() {
        return heard(Message.class).stream().map(Message::event).toList();
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
