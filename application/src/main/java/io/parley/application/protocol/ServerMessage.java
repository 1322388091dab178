package io.parley.application.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.Skipped;
import io.parley.domain.identity.Identity;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.Preferences;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** What the hub can say to a client. */
public sealed interface ServerMessage {
    /** The channel that it is about, inside which nothing may overtake it; empty: none. */
    default Optional<ChannelName> about() {
        return Optional.empty();
    }

    /** Whether it goes before what is said of other channels. */
    default Priority priority() {
        return Priority.NORMAL;
    }

    /** You are connected; once in a connection's life. */
    record Connected(ConnectionId connection, Identity identity, NodeId node, io.parley.domain.connection.Heartbeat heartbeat, Instant at)
            implements
                ServerMessage {}

    /** Your token was accepted, or you are nobody any more. */
    record Authenticated(Optional<CommandId> id, Identity identity) implements ServerMessage {}

    /**
     * You hear the channel from now on.
     *
     * @param newest    the channel's newest position; what follows comes after it
     * @param recovered whether all that was missed follows; empty if it was not asked for
     * @param messages  what was said last, up to {@code newest}; empty if it was not asked for and the channel does not tell it unasked
     * @param metadata  what a server wrote about the room
     */
    record Subscribed(Optional<CommandId> id, ChannelName channel, Optional<Position> newest, Optional<Boolean> recovered,
            Optional<List<Delivery>> messages, Optional<Roster> presence, Optional<Payload> metadata) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /** You hear it no more, as you asked. */
    record Unsubscribed(Optional<CommandId> id, ChannelName channel) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /**
     * You hear it no more, though you did not ask.
     *
     * @param reason {@code permission-lost}, {@code closed}, {@code kicked: …}
     */
    record Removed(ChannelName channel, String reason, Optional<ErrorCode> code) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /** Your message is stored and on its way. */
    record Ack(CommandId id, ChannelName channel, Optional<Position> position) implements ServerMessage {}

    /** Who is in the channel; without a name, as nobody asked: how it is now, after it was only counted. */
    record Presence(Optional<CommandId> id, ChannelName channel, Roster roster) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /** How many are in a channel in which there are too many to be told one by one. */
    record PresenceCount(ChannelName channel, int count) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /** What was said in the channel, as it was asked for; {@code newest} is where the channel is. */
    record History(Optional<CommandId> id, ChannelName channel, Position newest, List<Delivery> messages) implements ServerMessage {}

    /**
     * The channel was cut off from its past, and goes on from there.
     *
     * @param recovered false: something may have been said that you will not hear, so read your state anew
     * @param newest    what you hear next comes after it
     */
    record Repaired(ChannelName channel, boolean recovered, Position newest) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /** An extension answers. */
    record Custom(Optional<CommandId> id, String event, Payload data) implements ServerMessage {}

    /** It was done, and there is nothing to tell. */
    record Done(CommandId id) implements ServerMessage {}

    /** What you want, as you asked, or because it was changed elsewhere. */
    record Preferred(Optional<CommandId> id, Preferences preferences) implements ServerMessage {}

    /** The hub answers. */
    record Pong(Optional<CommandId> id, Instant at) implements ServerMessage {}

    /** The hub is there; for transports that have no ping of their own. */
    record Heartbeat(Instant at) implements ServerMessage {}

    /** No. */
    record Refused(Optional<CommandId> id, Refusal refusal, Instant at) implements ServerMessage {}

    /**
     * Last words before the line is closed.
     *
     * @param retryAfter when to come back, if the hub has a wish
     */
    record Disconnect(CloseCode code, Optional<Duration> retryAfter) implements ServerMessage {}

    /**
     * Something happened in a channel that you hear.
     *
     * @param channel by the name that you call it
     * @param lossy   how it may be lost before you get it; empty: it may not
     */
    record Event(Audible event, Optional<Position> position, ChannelName channel, Optional<Lossy> lossy) implements ServerMessage {
        /** One that may not be lost. */
        public Event(Audible event, Optional<Position> position, ChannelName channel) {
            this(event, position, channel, Optional.empty());
        }

        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }

        @Override
        public Priority priority() {
            return event instanceof Message message ? message.priority() : Priority.NORMAL;
        }
    }

    /** Nothing for you in that channel up to here: what was said was filtered out, or for others. */
    record Reached(ChannelName channel, Position position) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }

    /** You were too slow for a channel whose messages may be lost, and these were. */
    record Gap(ChannelName channel, Skipped skipped) implements ServerMessage {
        @Override
        public Optional<ChannelName> about() {
            return Optional.of(channel);
        }
    }
}
