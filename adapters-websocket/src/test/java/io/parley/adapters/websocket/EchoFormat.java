package io.parley.adapters.websocket;

import java.util.Optional;

import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.delivery.Message;
import io.parley.domain.refusal.Refusal;

/** Writes the bytes of a message as they are, in a binary frame if its event says so. */
final class EchoFormat implements WireFormat {
    static final String BINARY = "binary";

    @Override
    public Decoded decode(byte[] frame) {
        return new Decoded.Malformed(Optional.empty(), Refusal.invalid("$", "nothing", "something"));
    }

    @Override
    public Decoded decodeBinary(byte[] frame) {
        return decode(frame);
    }

    @Override
    public byte[] encode(ServerMessage message) {
        return saidIn(message).data().bytes();
    }

    @Override
    public boolean isBinary(ServerMessage message) {
        return saidIn(message).event().equals(BINARY);
    }

    @Override
    public String typeOf(ServerMessage message) {
        return "message";
    }

    private static Message saidIn(ServerMessage message) {
        return (Message) ((ServerMessage.Event) message).event();
    }
}
