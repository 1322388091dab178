package io.parley.adapters.wire;

import java.util.Optional;

import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.refusal.Refusal;

/** The native protocol, version 1, in JSON alone: for transports that carry text. Bytes stand in it as Base64. */
public final class JsonWireFormat implements WireFormat {
    private static final Decoded BINARY = new Decoded.Malformed(Optional.empty(), Refusal.invalid("$", "a text frame", "a binary frame"));

    private final CommandReader reader = new CommandReader();
    private final MessageWriter writer = new MessageWriter();

    @Override
    public Decoded decode(byte[] frame) {
        return reader.read(frame);
    }

    @Override
    public Decoded decodeBinary(byte[] frame) {
        return BINARY;
    }

    @Override
    public byte[] encode(ServerMessage message) {
        return writer.write(message);
    }

    @Override
    public boolean isBinary(ServerMessage message) {
        return false;
    }

    @Override
    public String typeOf(ServerMessage message) {
        return MessageWriter.typeOf(message);
    }
}
