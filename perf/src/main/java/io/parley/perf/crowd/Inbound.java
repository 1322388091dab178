package io.parley.perf.crowd;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a server sends apart: the answer to the handshake first, then frames. Keeps what is not whole yet, and nothing while nothing is
 * under way.
 */
final class Inbound {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int FIN = 0x80;
    private static final int OP_CODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int SHORT = 126;
    private static final int STATUS_AT = 9;

    private byte @Nullable [] rest;
    private boolean upgraded;

    /** Hears in order what came. */
    interface Listener {
        /** @param status that of HTTP, 101 for an upgrade; after any other there are no frames */
        void answered(int status);

        /** @param payload to be read before this returns */
        void frame(int opCode, ByteBuffer payload);
    }

    /** @throws IllegalStateException if it is not what a hub sends: a frame in pieces, or over 2 GB */
    void read(ByteBuffer bytes, Listener listener) {
        ByteBuffer all = withRest(bytes);
        if (!upgraded && !readAnswer(all, listener)) {
            keep(all);
            return;
        }
        while (readFrame(all, listener)) {
            // One after the other.
        }
        keep(all);
    }

    private ByteBuffer withRest(ByteBuffer bytes) {
        if (rest == null) {
            return bytes;
        }
        return ByteBuffer.allocate(rest.length + bytes.remaining()).put(rest).put(bytes).flip();
    }

    private void keep(ByteBuffer bytes) {
        rest = null;
        if (bytes.hasRemaining()) {
            rest = new byte[bytes.remaining()];
            bytes.get(rest);
        }
    }

    private boolean readAnswer(ByteBuffer bytes, Listener listener) {
        for (int end = bytes.position(); end + END_OF_HEAD.length <= bytes.limit(); end++) {
            if (ByteBuffer.wrap(END_OF_HEAD).equals(bytes.slice(end, END_OF_HEAD.length))) {
                int at = bytes.position() + STATUS_AT;
                int status = (bytes.get(at) - '0') * 100 + (bytes.get(at + 1) - '0') * 10 + bytes.get(at + 2) - '0';
                bytes.position(end + END_OF_HEAD.length);
                upgraded = true;
                listener.answered(status);
                return true;
            }
        }
        return false;
    }

    private static boolean readFrame(ByteBuffer bytes, Listener listener) {
        ByteBuffer from = bytes.slice();
        if (from.remaining() < 2) {
            return false;
        }
        int first = from.get();
        int length = from.get() & LENGTH;
        if (length >= SHORT) {
            int more = length == SHORT ? Short.BYTES : Long.BYTES;
            if (from.remaining() < more) {
                return false;
            }
            length = length == SHORT ? Short.toUnsignedInt(from.getShort()) : Math.toIntExact(from.getLong());
        }
        if (from.remaining() < length) {
            return false;
        }
        if ((first & FIN) == 0) {
            throw new IllegalStateException("A frame in pieces");
        }
        bytes.position(bytes.position() + from.position() + length);
        listener.frame(first & OP_CODE, from.slice(from.position(), length));
        return true;
    }
}
