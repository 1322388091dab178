package io.parley.adapters.sse;

import java.nio.charset.StandardCharsets;

import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;

/**
 * Another format's messages as they stand in an event stream: {@code event:} names the type, {@code data:} holds the message, an empty line
 * ends it. A format of its own, so that a message is framed once and shared by all streams.
 */
final class EventStreamFormat implements WireFormat {
    private final WireFormat messages;

    /** @param messages a format of text alone */
    EventStreamFormat(WireFormat messages) {
        this.messages = messages;
    }

    @Override
    public Decoded decode(byte[] frame) {
        return messages.decode(frame);
    }

    @Override
    public Decoded decodeBinary(byte[] frame) {
        return messages.decodeBinary(frame);
    }

    @Override
    public byte[] encode(ServerMessage message) {
        byte[] head = ("event: " + typeOf(message) + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] data = messages.encode(message);
        byte[] event = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }

    @Override
    public boolean isBinary(ServerMessage message) {
        return false;
    }

    @Override
    public String typeOf(ServerMessage message) {
        return messages.typeOf(message);
    }
}
