package io.parley.application.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.parley.application.identity.Credentials;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Refusal;

/**
 * The smallest wire format: {@code ping} and {@code auth TOKEN}, each with an id behind if it wants a reply, and in a binary frame a channel and
 * what is said there; anything else is malformed. What goes out is the type and the message's text.
 */
public final class TestWireFormat implements WireFormat {
    @Override
    public Decoded decode(byte[] frame) {
        String[] words = new String(frame, StandardCharsets.UTF_8).split(" ", -1);
        return switch (words[0]) {
            case "ping" -> new Decoded.Command(new ClientCommand.Ping(word(words, 1)));
            case "auth" -> new Decoded.Command(
                    new ClientCommand.Authenticate(word(words, 2), new Credentials.Token(word(words, 1).map(CommandId::json).orElse(""))));
            default -> new Decoded.Malformed(word(words, 1), Refusal.invalid("$.type", "a known type", "another"));
        };
    }

    @Override
    public Decoded decodeBinary(byte[] frame) {
        String[] words = new String(frame, StandardCharsets.UTF_8).split(" ", 2);
        if (words.length < 2 || !ChannelName.isValid(words[0])) {
            return new Decoded.Malformed(Optional.empty(), Refusal.invalid("$", "a channel and bytes", "something else"));
        }
        return new Decoded.Command(ClientCommand.Publish.of(Optional.empty(), new ChannelName(words[0]), "bytes",
                Payload.ofBinary(words[1].getBytes(StandardCharsets.UTF_8)), Priority.NORMAL));
    }

    private static Optional<CommandId> word(String[] words, int index) {
        return index < words.length ? Optional.of(new CommandId(words[index])) : Optional.empty();
    }

    @Override
    public byte[] encode(ServerMessage message) {
        return (typeOf(message) + " " + message).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isBinary(ServerMessage message) {
        return message instanceof ServerMessage.Event event && event.event() instanceof Message said && said.data().isBinary();
    }

    @Override
    public String typeOf(ServerMessage message) {
        return message.getClass().getSimpleName();
    }
}
