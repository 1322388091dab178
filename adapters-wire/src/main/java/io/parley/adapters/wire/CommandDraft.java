package io.parley.adapters.wire;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.refusal.Refusal;

/** A command while it is read: what stood in the frame, and the first mistake. */
final class CommandDraft {
    @Nullable
    CommandId id;
    @Nullable
    String type;
    @Nullable
    String token;
    @Nullable
    String channel;
    @Nullable
    String event;
    @Nullable
    Payload data;
    boolean presence = true;
    boolean recover;
    private @Nullable Refusal fault;

    /** Notes a mistake, unless there was one before; false, so that it can stand for a flag's value. */
    boolean fault(String path, String expected, String got) {
        if (fault == null) {
            fault = Refusal.invalid(path, expected, got);
        }
        return false;
    }

    Decoded malformed(Refusal refusal) {
        return new Decoded.Malformed(Optional.ofNullable(id), refusal);
    }

    Decoded finish() {
        ClientCommand command = command(Optional.ofNullable(id));
        return fault == null && command != null
                ? new Decoded.Command(command)
                : malformed(fault != null ? fault : Refusal.invalid("$", "a command", "none"));
    }

    private @Nullable ClientCommand command(Optional<CommandId> id) {
        return switch (type) {
            case null -> missing("$.type", "a message type");
            case "auth" -> token == null ? missing("$.token", "a token") : new ClientCommand.Authenticate(id, new Credentials.Token(token));
            case "subscribe" -> withChannel(name -> new ClientCommand.Subscribe(id, name, presence, recover));
            case "unsubscribe" -> withChannel(name -> new ClientCommand.Unsubscribe(id, name));
            case "message" -> withChannel(name -> publish(id, name));
            case "presence" -> withChannel(name -> new ClientCommand.SeePresence(id, name));
            case "ping" -> new ClientCommand.Ping(id);
            default -> unknownType(type);
        };
    }

    private @Nullable ClientCommand publish(Optional<CommandId> id, ChannelName name) {
        if (event == null || event.isEmpty() || event.length() > Message.MAX_EVENT_LENGTH) {
            fault("$.event", "1-" + Message.MAX_EVENT_LENGTH + " characters", event == null ? "nothing" : event.length() + " characters");
            return null;
        }
        return new ClientCommand.Publish(id, name, event, data == null ? Payload.NULL : data);
    }

    private @Nullable ClientCommand withChannel(Function<ChannelName, @Nullable ClientCommand> command) {
        if (channel == null) {
            return missing("$.channel", "a channel name");
        }
        if (!ChannelName.isValid(channel)) {
            fault("$.channel", "a name of " + ChannelName.FORM, "another");
            return null;
        }
        return command.apply(new ChannelName(channel));
    }

    private @Nullable ClientCommand missing(String path, String expected) {
        fault(path, expected, "nothing");
        return null;
    }

    private @Nullable ClientCommand unknownType(String type) {
        fault("$.type", "auth, subscribe, unsubscribe, message, presence or ping", type.length() > 64 ? "another" : "'" + type + "'");
        return null;
    }
}
