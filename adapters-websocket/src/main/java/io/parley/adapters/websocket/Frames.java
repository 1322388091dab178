package io.parley.adapters.websocket;

import java.nio.ByteBuffer;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.WireFormat;

/** Messages as finished frames: header and payload in one array, the same for all who receive them. RFC 6455, section 5.2. */
final class Frames implements EncodedMessage.Form {
    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int PING = 0x89;
    /** Says that the payload is compressed: RFC 7692, section 6. */
    static final int COMPRESSED = 0x40;

    private static final int OPCODE = 0x0F;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private final WireFormat format;

    Frames(WireFormat format) {
        this.format = format;
    }

    @Override
    public byte[] of(EncodedMessage message) {
        return finished(kind(message), message.bytes(format));
    }

    /** The first byte of its frame. */
    int kind(EncodedMessage message) {
        return format.isBinary(message.message()) ? BINARY : TEXT;
    }

    /** The message without transport framing. */
    byte[] payload(EncodedMessage message) {
        return message.bytes(format);
    }

    /** @param kind the first byte: final or not, reserved bits, opcode */
    static byte[] finished(int kind, byte[] payload) {
        byte[] frame = empty(kind, payload.length);
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return frame;
    }

    /** A frame with room for a payload of that length. */
    static byte[] empty(int kind, int length) {
        byte[] frame = new byte[length + (length < SHORT ? 2 : length <= 0xFFFF ? 4 : 10)];
        ByteBuffer header = ByteBuffer.wrap(frame).put((byte) kind);
        if (length < SHORT) {
            header.put((byte) length);
        } else if (length <= 0xFFFF) {
            header.put((byte) SHORT).putShort((short) length);
        } else {
            header.put((byte) LONG).putLong(length);
        }
        return frame;
    }

    /** Where the payload begins in a finished frame. */
    static int payloadOf(byte[] frame) {
        return switch (frame[1]) {
            case SHORT -> 4;
            case LONG -> 10;
            default -> 2;
        };
    }

    static byte opcode(byte[] frame) {
        return (byte) (frame[0] & OPCODE);
    }

    static boolean isCompressed(byte[] frame) {
        return (frame[0] & COMPRESSED) != 0;
    }

    /** Whether it is text as it stands. */
    static boolean isPlainText(byte[] frame) {
        return frame[0] == (byte) TEXT;
    }
}
