package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Several messages in one text frame, a line each. */
final class Lines {
    private static final byte BREAK = '\n';

    private Lines() {}

    /** The lines, with a break between two. */
    static ByteBuffer join(byte[] first, List<byte[]> more) {
        ByteBuffer frame = ByteBuffer.allocate(first.length + more.size() + more.stream().mapToInt(line -> line.length).sum());
        frame.put(first);
        more.forEach(line -> frame.put(BREAK).put(line));
        return frame.flip();
    }

    /** Hands on a copy of every line that says something, in order. */
    static void each(byte[] frame, Consumer<byte[]> taker) {
        int from = 0;
        for (int to = 0; to <= frame.length; to++) {
            if (to == frame.length || frame[to] == BREAK) {
                if (!isBlank(frame, from, to)) {
                    taker.accept(Arrays.copyOfRange(frame, from, to));
                }
                from = to + 1;
            }
        }
    }

    private static boolean isBlank(byte[] frame, int from, int to) {
        for (int i = from; i < to; i++) {
            if (frame[i] != ' ' && frame[i] != '\t' && frame[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
