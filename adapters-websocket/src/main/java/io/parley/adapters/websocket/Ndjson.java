package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Several messages in one text frame, a line each. */
final class Ndjson {
    private static final byte BREAK = '\n';

    private Ndjson() {}

    /** Puts finished frames of text that follow one another into one; others stay between them. */
    static void join(List<byte[]> frames) {
        List<byte[]> joined = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= frames.size(); to++) {
            if (to == frames.size() || !Frames.isPlainText(frames.get(to)) || !Frames.isPlainText(frames.get(from))) {
                joined.add(to - from == 1 ? frames.get(from) : one(frames.subList(from, to)));
                from = to;
            }
        }
        frames.clear();
        frames.addAll(joined);
    }

    private static byte[] one(List<byte[]> frames) {
        int length = frames.size() - 1 + frames.stream().mapToInt(frame -> frame.length - Frames.payloadOf(frame)).sum();
        byte[] one = Frames.empty(Frames.TEXT, length);
        ByteBuffer room = ByteBuffer.wrap(one, one.length - length, length);
        for (byte[] frame : frames) {
            int payload = Frames.payloadOf(frame);
            (room.remaining() == length ? room : room.put(BREAK)).put(frame, payload, frame.length - payload);
        }
        return one;
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
