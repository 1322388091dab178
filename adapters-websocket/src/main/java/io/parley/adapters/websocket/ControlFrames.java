package io.parley.adapters.websocket;

import java.nio.ByteBuffer;

import org.eclipse.jetty.websocket.core.OpCode;

/** What Jetty writes by itself once a connection is a WebSocket: pings, pongs and close frames. RFC 6455, section 5.5. */
final class ControlFrames {
    private static final int OPCODE = 0x0F;
    private static final int LENGTH = 0x7F;

    private ControlFrames() {}

    /** Whether one of the frames closes the connection. The buffers are whole frames together, and stay as they are. */
    static boolean sayClose(ByteBuffer... buffers) {
        int skip = 0;
        boolean lengthFollows = false;
        for (ByteBuffer buffer : buffers) {
            for (int at = buffer.position(); at < buffer.limit();) {
                if (skip > 0) {
                    int skipped = Math.min(skip, buffer.limit() - at);
                    skip -= skipped;
                    at += skipped;
                } else if (lengthFollows) {
                    skip = buffer.get(at++) & LENGTH; // No more than 125, and what a server sends is not masked.
                    lengthFollows = false;
                } else if ((buffer.get(at++) & OPCODE) == OpCode.CLOSE) {
                    return true;
                } else {
                    lengthFollows = true;
                }
            }
        }
        return false;
    }
}
