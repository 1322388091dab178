package io.parley.adapters.wire;

import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.delivery.Message;

/**
 * The native protocol, version 1, for transports that carry text and bytes: a message whose data is bytes is a binary frame, everything else is
 * JSON, and what stands inside something else is Base64 there.
 */
public final class MixedWireFormat implements WireFormat {
    /** What a header has beside the texts in it: the names of its fields, the time, the offset. */
    private static final int FRAME_OF_HEADER = 256;
    /** A character takes no more bytes: one that JSON has to escape. */
    private static final int MOST_BYTES_OF_A_CHARACTER = 6;

    private final CommandReader reader = new CommandReader();
    private final MessageWriter writer = new MessageWriter();

    @Override
    public Decoded decode(byte[] frame) {
        return reader.read(frame);
    }

    @Override
    public Decoded decodeBinary(byte[] frame) {
        return reader.readBinary(frame);
    }

    @Override
    public byte[] encode(ServerMessage message) {
        return message instanceof ServerMessage.Event event && event.event() instanceof Message said && fits(event, said)
                ? BinaryFrame.of(writer.writeHeader(event, said), said.data().bytes())
                : writer.write(message);
    }

    @Override
    public boolean isBinary(ServerMessage message) {
        return message instanceof ServerMessage.Event event && event.event() instanceof Message said && fits(event, said);
    }

    /** Whether it is bytes, and its header has a length that can be told. Names are bounded, so it has; if not, Base64 is the way. */
    private static boolean fits(ServerMessage.Event event, Message said) {
        if (!said.data().isBinary()) {
            return false;
        }
        long characters = (long) event.channel().value().length() + said.event().length()
                + said.sender().map(sender -> sender.subject().length()).orElse(0)
                + event.position().map(position -> position.epoch().length()).orElse(0);
        return FRAME_OF_HEADER + characters * MOST_BYTES_OF_A_CHARACTER <= BinaryFrame.MAX_HEADER;
    }

    @Override
    public String typeOf(ServerMessage message) {
        return MessageWriter.typeOf(message);
    }
}
