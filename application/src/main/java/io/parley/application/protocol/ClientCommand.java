package io.parley.application.protocol;

import java.util.Optional;

import io.parley.application.identity.Credentials;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;

/** What a client can ask for. */
public sealed interface ClientCommand {
    /** The client's name for it; a command that has one gets exactly one reply. */
    Optional<CommandId> id();

    /** Be somebody, or be the same for longer. */
    record Authenticate(Optional<CommandId> id, Credentials.Token token) implements ClientCommand {}

    /** Be nobody any more. */
    record LogOut(Optional<CommandId> id) implements ClientCommand {}

    /**
     * Hear a channel.
     *
     * @param presence whether to be seen and see others, where the channel has presence
     * @param recover  whether the client wants what it missed
     * @param history  how many of the messages said last it wants, from 0 on
     * @param filter   which messages it wants to hear; empty: all
     * @param token    another token of the same user, for this channel alone
     */
    record Subscribe(Optional<CommandId> id, ChannelName channel, boolean presence, boolean recover, int history, Optional<Rule> filter,
            Optional<Credentials.Token> token) implements ClientCommand {
        /** Everything that is said from now on, and who is there. */
        public static Subscribe to(ChannelName channel) {
            return new Subscribe(Optional.empty(), channel, true, false, 0, Optional.empty(), Optional.empty());
        }
    }

    /** Hear it no more. */
    record Unsubscribe(Optional<CommandId> id, ChannelName channel) implements ClientCommand {}

    /** Say something in a channel. */
    record Publish(Optional<CommandId> id, ChannelName channel, String event, Payload data, Priority priority) implements ClientCommand {}

    /** See who is in a channel. */
    record SeePresence(Optional<CommandId> id, ChannelName channel) implements ClientCommand {}

    /** See that the hub answers. */
    record Ping(Optional<CommandId> id) implements ClientCommand {}
}
