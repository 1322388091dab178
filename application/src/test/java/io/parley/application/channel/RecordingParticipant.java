package io.parley.application.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.parley.application.delivery.Subscription;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.UserId;

/** A connection that keeps what it is offered. */
final class RecordingParticipant implements Participant {
    private final ConnectionId connection;
    private final Identity identity;
    private final Map<ChannelName, Subscription> entered = new HashMap<>();
    private final List<ServerMessage> offered = new CopyOnWriteArrayList<>();

    RecordingParticipant(String connection, Identity identity) {
        this.connection = new ConnectionId(connection);
        this.identity = identity;
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
    public Optional<UserId> user() {
        return identity.user();
    }

    @Override
    public Map<ChannelName, Subscription> entered() {
        return entered;
    }

    @Override
    public void offer(EncodedMessage message) {
        offered.add(message.message());
    }

    /** What it heard, in order. */
    List<ChannelEvent> heard() {
        return offered.stream().map(message -> ((ServerMessage.Event) message).delivery().event()).toList();
    }
}
