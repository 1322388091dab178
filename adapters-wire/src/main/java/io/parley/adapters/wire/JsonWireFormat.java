package io.parley.adapters.wire;

import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;

/** The native protocol in JSON, version 1. */
public final class JsonWireFormat implements WireFormat {
    private final CommandReader reader = new CommandReader();
    private final MessageWriter writer = new MessageWriter();

    @Override
    public Decoded decode(byte[] frame) {
        return reader.read(frame);
    }

    @Override
    public byte[] encode(ServerMessage message) {
        return writer.write(message);
    }

    @Override
    public String typeOf(ServerMessage message) {
        return MessageWriter.typeOf(message);
    }
}
