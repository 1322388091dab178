package io.parley.adapters.sse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.delivery.Message;
import io.parley.domain.refusal.Refusal;

/** Writes the event of a message, the code of a refusal, the channel of a subscription, and of anything else its type. */
final class PlainFormat implements WireFormat {
    @Override
    public Decoded decode(byte[] frame) {
        return new Decoded.Malformed(Optional.empty(), Refusal.invalid("$", "nothing", "something"));
    }

    @Override
    public Decoded decodeBinary(byte[] frame) {
        return decode(frame);
    }

    @Override
    public boolean isBinary(ServerMessage message) {
        return false;
    }

    @Override
    public byte[] encode(ServerMessage message) {
        String text = switch (message) {
            case ServerMessage.Event event when event.event() instanceof Message said -> said.event();
            case ServerMessage.Refused refused -> refused.refusal().code().code();
            case ServerMessage.Subscribed subscribed -> subscribed.channel().value();
            default -> typeOf(message);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String typeOf(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Event _ -> "message";
            case ServerMessage.Refused _ -> "error";
            default -> message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
