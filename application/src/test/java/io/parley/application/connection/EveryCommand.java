package io.parley.application.connection;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.presence.MemberUpdate;

/** Every kind of command, allowed and refused, for a user who is in {@code room:1}. */
final class EveryCommand {
    private EveryCommand() {}

    static Stream<ClientCommand> withId(String text) {
        Optional<CommandId> id = Optional.of(new CommandId(text));
        return Stream.concat(
                Stream.of("chat:1", "room:1", "public:lobby", "private:user-bob", "private:room-7", "system:all", "nowhere")
                        .map(ChannelName::new).flatMap(channel -> about(id, channel)),
                Stream.concat(
                        Stream.of("ada's next", "bob's", "forged")
                                .map(token -> new ClientCommand.Authenticate(id, new Credentials.Token(token))),
                        Stream.of(new ClientCommand.LogOut(id), new ClientCommand.SeePreferences(id),
                                new ClientCommand.ChangePreferences(id, PreferencesChange.to(Preferences.NONE)),
                                new ClientCommand.Ping(id), new ClientCommand.Custom(id, "unknown", Payload.NULL))));
    }

    private static Stream<ClientCommand> about(Optional<CommandId> id, ChannelName channel) {
        Stream<ClientCommand> subscribes = Stream.of(
                subscribe(id, channel, Optional.empty(), Optional.empty()),
                subscribe(id, channel, Optional.of("message.event == 'goal'"), Optional.empty()),
                subscribe(id, channel, Optional.of("nonsense"), Optional.empty()),
                subscribe(id, channel, Optional.empty(), Optional.of("ada's next")),
                subscribe(id, channel, Optional.empty(), Optional.of("forged")));
        return Stream.concat(subscribes, Stream.of(
                new ClientCommand.Unsubscribe(id, channel),
                ClientCommand.Publish.of(id, channel, "greeting", Payload.NULL, Priority.NORMAL),
                new ClientCommand.Acknowledge(id, channel, new Position("epoch", 1)),
                new ClientCommand.UpdatePresence(id, channel, new MemberUpdate(Map.of("status", Payload.ofJson("\"busy\"")))),
                new ClientCommand.ShowTyping(id, channel, true),
                new ClientCommand.SeePresence(id, channel)));
    }

    private static ClientCommand subscribe(Optional<CommandId> id, ChannelName channel, Optional<String> filter, Optional<String> token) {
        return new ClientCommand.Subscribe(id, channel, true, Optional.of(new Position("epoch", 1)), 10, filter.map(Rule::new),
                token.map(Credentials.Token::new));
    }
}
