package io.parley.application.protocol;

import java.util.Optional;

import io.parley.application.identity.Credentials;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Payload;

/** What a client can ask for. */
public sealed interface ClientCommand {
    /** The client's name for it; a command that has one gets exactly one reply. */
    Optional<CommandId> id();

    /** Be somebody, or be the same for longer. */
    record Authenticate(Optional<CommandId> id, Credentials.Token token) implements ClientCommand {}

    /**
     * Hear a channel.
     *
     * @param presence whether to be seen and see others, where the channel has presence
     * @param recover  whether the client wants what it missed
     */
    record Subscribe(Optional<CommandId> id, ChannelName channel, boolean presence, boolean recover) implements ClientCommand {}

    /** Hear it no more. */
    record Unsubscribe(Optional<CommandId> id, ChannelName channel) implements ClientCommand {}

    /** Say something in a channel. */
    record Publish(Optional<CommandId> id, ChannelName channel, String event, Payload data) implements ClientCommand {}

    /** See who is in a channel. */
    record SeePresence(Optional<CommandId> id, ChannelName channel) implements ClientCommand {}

    /** See that the hub answers. */
    record Ping(Optional<CommandId> id) implements ClientCommand {}
}
