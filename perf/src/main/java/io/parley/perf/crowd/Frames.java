package io.parley.perf.crowd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames that a client sends: masked, with a key of zeros, which leaves the payload as it is. */
final class Frames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int LONGEST_HEAD = 8;
    private static final int SHORT = 126;
    private static final int MOST_BYTES = 0xffff;

    private Frames() {}

    static ByteBuffer text(String message) {
        return frame(TEXT, ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
    }

    static ByteBuffer pong(ByteBuffer payload) {
        return frame(PONG, payload);
    }

    private static ByteBuffer frame(int opCode, ByteBuffer payload) {
        int length = payload.remaining();
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException("Nothing so long is said here: " + length);
        }
        ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEAD + length).put((byte) (FIN | opCode));
        if (length < SHORT) {
            frame.put((byte) (MASKED | length));
        } else {
            frame.put((byte) (MASKED | SHORT)).putShort((short) length);
        }
        return frame.put(new byte[MASK_BYTES]).put(payload).flip();
    }
}
