package io.parley.application.protocol;

import java.util.Optional;

import io.parley.application.identity.Credentials;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.presence.MemberUpdate;

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
     * @param recover  up to where the client heard the channel before; empty: it does not want what it missed
     * @param history  how many of the messages said last it wants, from 0 on
     * @param filter   which messages it wants to hear; empty: all
     * @param durable  under what name the user's place in the channel is kept; empty: it is not
     * @param token    another token of the same user, for this channel alone
     */
    record Subscribe(Optional<CommandId> id, ChannelName channel, boolean presence, Optional<Position> recover, int history,
            Optional<Rule> filter, Optional<DurableName> durable, Optional<Credentials.Token> token) implements ClientCommand {
        /** Where no place is kept. */
        public Subscribe(Optional<CommandId> id, ChannelName channel, boolean presence, Optional<Position> recover, int history,
                Optional<Rule> filter, Optional<Credentials.Token> token) {
            this(id, channel, presence, recover, history, filter, Optional.empty(), token);
        }

        /** Everything that is said from now on, and who is there. */
        public static Subscribe to(ChannelName channel) {
            return new Subscribe(Optional.empty(), channel, true, Optional.empty(), 0, Optional.empty(), Optional.empty());
        }
    }

    /** Hear it no more. */
    record Unsubscribe(Optional<CommandId> id, ChannelName channel) implements ClientCommand {}

    /**
     * Say something in a channel.
     *
     * @param key     what makes it the same when it is sent again; empty: nothing
     * @param passing whether it is not to be kept, though the channel keeps history
     */
    record Publish(Optional<CommandId> id, ChannelName channel, String event, Payload data, Priority priority, Optional<String> key,
            boolean passing) implements ClientCommand {
        /** Something to be kept as the channel keeps what is said, and to be said as often as it is sent. */
        public static Publish of(Optional<CommandId> id, ChannelName channel, String event, Payload data, Priority priority) {
            return new Publish(id, channel, event, data, priority, Optional.empty(), false);
        }
    }

    /**
     * Read what was said in a channel that one hears.
     *
     * @param from    where to begin, itself left out; empty: at the oldest, in reverse at the newest
     * @param limit   at most so many messages
     * @param reverse whether the newest comes first
     */
    record ReadHistory(Optional<CommandId> id, ChannelName channel, Optional<Position> from, int limit, boolean reverse)
            implements
                ClientCommand {}

    /** Have heard, durably, everything in a channel up to that position. */
    record Acknowledge(Optional<CommandId> id, ChannelName channel, Position position) implements ClientCommand {}

    /** See who is in a channel. */
    record SeePresence(Optional<CommandId> id, ChannelName channel) implements ClientCommand {}

    /** Change what one says of oneself in a channel in whose roster one is. */
    record UpdatePresence(Optional<CommandId> id, ChannelName channel, MemberUpdate update) implements ClientCommand {}

    /** Show that one is writing something in a channel, or is not any more. */
    record ShowTyping(Optional<CommandId> id, ChannelName channel, boolean typing) implements ClientCommand {}

    /** Have an extension do something. */
    record Custom(Optional<CommandId> id, String event, Payload data) implements ClientCommand {}

    /** See what one wants to hear, on all devices. */
    record SeePreferences(Optional<CommandId> id) implements ClientCommand {}

    /** Want something else. */
    record ChangePreferences(Optional<CommandId> id, PreferencesChange change) implements ClientCommand {}

    /** See that the hub answers. */
    record Ping(Optional<CommandId> id) implements ClientCommand {}
}
