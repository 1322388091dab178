package io.parley.application.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.refusal.ErrorCode;

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

    void sendsBinary(String frame) {
        session.receiveBinary(frame.getBytes(StandardCharsets.UTF_8));
    }

    void authenticates(String id, String token) {
        asks(new ClientCommand.Authenticate(id(id), new Credentials.Token(token)));
    }

    void logsOut(String id) {
        asks(new ClientCommand.LogOut(id(id)));
    }

    void subscribes(String id, String channel) {
        subscribes(id, channel, Optional.empty(), Optional.empty());
    }

    void subscribesFor(String id, String channel, String filter) {
        subscribes(id, channel, Optional.of(new Rule(filter)), Optional.empty());
    }

    void subscribesWith(String id, String channel, String token) {
        subscribes(id, channel, Optional.empty(), Optional.of(new Credentials.Token(token)));
    }

    private void subscribes(String id, String channel, Optional<Rule> filter, Optional<Credentials.Token> token) {
        asks(new ClientCommand.Subscribe(id(id), new ChannelName(channel), true, Optional.empty(), 0, filter, token));
    }

    void unsubscribes(String id, String channel) {
        asks(new ClientCommand.Unsubscribe(id(id), new ChannelName(channel)));
    }

    void publishes(String id, String channel, String json) {
        asks(ClientCommand.Publish.of(id(id), new ChannelName(channel), "greeting", Payload.ofJson(json), Priority.NORMAL));
    }

    void seesPresence(String id, String channel) {
        asks(new ClientCommand.SeePresence(id(id), new ChannelName(channel)));
    }

    void sendsEvent(String id, String event, String json) {
        asks(new ClientCommand.Custom(id(id), event, Payload.ofJson(json)));
    }

    void changes(String id, PreferencesChange change) {
        asks(new ClientCommand.ChangePreferences(id(id), change));
    }

    void seesPreferences(String id) {
        asks(new ClientCommand.SeePreferences(id(id)));
    }

    void pings(String id) {
        asks(new ClientCommand.Ping(id(id)));
    }

    /** What it hears, by the canonical names. */
    Set<ChannelName> hears() {
        return Set.copyOf(session.entered().keySet());
    }

    List<ServerMessage> messages() {
        return downlink.messages();
    }

    <M extends ServerMessage> List<M> messages(Class<M> kind) {
        return downlink.messages(kind);
    }

    /** What it heard of one kind in its channels. */
    <E extends Audible> List<E> heard(Class<E> kind) {
        return messages(ServerMessage.Event.class).stream().map(ServerMessage.Event::event).filter(kind::isInstance).map(kind::cast)
                .toList();
    }

    /** The replies that carry that id. */
    List<ServerMessage> replies(String id) {
        return messages().stream().filter(message -> idOf(message).equals(id(id))).toList();
    }

    /** The one reply that carries that id. */
    ServerMessage reply(String id) {
        List<ServerMessage> replies = replies(id);
        if (replies.size() != 1) {
            throw new AssertionError("One reply is due, not " + replies);
        }
        return replies.getFirst();
    }

    /** The code of the no that is the one reply. */
    ErrorCode refusal(String id) {
        return codeOf(reply(id));
    }

    static ErrorCode codeOf(ServerMessage message) {
        if (message instanceof ServerMessage.Refused refused) {
            return refused.refusal().code();
        }
        throw new AssertionError("A no is due, not " + message);
    }

    private static Optional<CommandId> idOf(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Authenticated authenticated -> authenticated.id();
            case ServerMessage.Subscribed subscribed -> subscribed.id();
            case ServerMessage.Unsubscribed unsubscribed -> unsubscribed.id();
            case ServerMessage.Ack ack -> Optional.of(ack.id());
            case ServerMessage.History history -> history.id();
            case ServerMessage.Presence presence -> presence.id();
            case ServerMessage.Custom custom -> custom.id();
            case ServerMessage.Done done -> Optional.of(done.id());
            case ServerMessage.Preferred preferred -> preferred.id();
            case ServerMessage.Pong pong -> pong.id();
            case ServerMessage.Refused refused -> refused.id();
            case ServerMessage.Connected _,ServerMessage.Heartbeat _,ServerMessage.Disconnect _,ServerMessage.Event _,ServerMessage.Removed _,ServerMessage.Reached _,ServerMessage.Repaired _,ServerMessage.PresenceCount _,ServerMessage.Gap _ ->
                Optional.empty();
        };
    }

    /** The kinds of what it was sent, in order. */
    List<String> kinds() {
        return messages().stream().map(message -> message.getClass().getSimpleName()).toList();
    }
}
