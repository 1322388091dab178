package io.parley.application.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.parley.application.connection.Downlink;
import io.parley.application.delivery.Subscription;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.identity.Identity;

/** One connection of a client, and what it was answered and has not read yet. What it hears goes to the witnesses of its channels. */
final class Traveller implements Participant {
    /** What was answered and not yet read: nothing may come before it is. */
    final Map<ChannelName, Entry> answered = new HashMap<>();
    private final ConnectionId connection;
    private final Identity identity;
    private final Map<ChannelName, Witness> witnesses;
    private final Map<ChannelName, Subscription> entered = new HashMap<>();
    private final Runnable meanwhile;
    private boolean slow;

    /** @param meanwhile is done whenever somebody waits for its client */
    Traveller(String connection, Identity identity, Map<ChannelName, Witness> witnesses, Runnable meanwhile) {
        this.connection = new ConnectionId(connection);
        this.identity = identity;
        this.witnesses = witnesses;
        this.meanwhile = meanwhile;
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
    public void offer(EncodedMessage encoded) {
        ServerMessage message = encoded.message();
        Optional.ofNullable(witnesses.get(message.about().orElseThrow())).orElseThrow().hears(message);
    }

    /** Takes a moment, once: the hub has to look again. */
    @Override
    public boolean hasRoom() {
        meanwhile.run();
        slow = !slow;
        return slow;
    }

    @Override
    public void happened(ChannelEvent event) {
        throw new AssertionError("Nothing happens here but words: " + event);
    }
}
