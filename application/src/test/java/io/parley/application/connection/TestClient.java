package io.parley.application.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Payload;

/** A client: what it sends, and what it was sent. */
record TestClient(Session session, RecordingDownlink downlink) {
    private static Optional<CommandId> id(String text) {
        return Optional.of(new CommandId(text));
    }

    void asks(ClientCommand command) {
        session.perform(new Decoded.Command(command));
    }

    void sends(String frame) {
        session.receive(frame.getBytes(StandardCharsets.UTF_8));
    }

    void authenticates(String id, String token) {
        asks(new ClientCommand.Authenticate(id(id), new Credentials.Token(token)));
    }

    void subscribes(String id, String channel) {
        asks(new ClientCommand.Subscribe(id(id), new ChannelName(channel), true, false));
    }

    void publishes(String id, String channel, String json) {
        asks(new ClientCommand.Publish(id(id), new ChannelName(channel), "greeting", Payload.ofJson(json)));
    }

    void pings(String id) {
        asks(new ClientCommand.Ping(id(id)));
    }

    List<ServerMessage> messages() {
        return downlink.messages();
    }

    <M extends ServerMessage> List<M> messages(Class<M> kind) {
        return downlink.messages(kind);
    }

    /** The replies that carry that id. */
    List<ServerMessage> replies(String id) {
        return messages().stream().filter(message -> idOf(message).equals(id(id))).toList();
    }

    private static Optional<CommandId> idOf(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Authenticated authenticated -> authenticated.id();
            case ServerMessage.Subscribed subscribed -> subscribed.id();
            case ServerMessage.Unsubscribed unsubscribed -> unsubscribed.id();
            case ServerMessage.Ack ack -> Optional.of(ack.id());
            case ServerMessage.Presence presence -> presence.id();
            case ServerMessage.Pong pong -> pong.id();
            case ServerMessage.Refused refused -> refused.id();
            case ServerMessage.Connected _,ServerMessage.Heartbeat _,ServerMessage.Disconnect _,ServerMessage.Event _ -> Optional.empty();
        };
    }

    /** The kinds of what it was sent, in order. */
    List<String> kinds() {
        return messages().stream().map(message -> message.getClass().getSimpleName()).toList();
    }
}
