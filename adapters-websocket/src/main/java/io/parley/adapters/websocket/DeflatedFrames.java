package io.parley.adapters.websocket;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Deflater;

import io.parley.application.protocol.EncodedMessage;

/**
 * Messages as finished frames with a compressed payload, which is the same for all who receive them as no message refers to the one before: RFC 7692,
 * with {@code server_no_context_takeover}. What is small, or does not get smaller, stays as it is.
 */
final class DeflatedFrames implements EncodedMessage.Form {
    /** The end of a flushed block, which is not sent: RFC 7692, section 7.2.1. */
    private static final int TAIL = 4;
    /** A deflater holds a quarter of a megabyte outside the heap. */
    private static final int MOST_KEPT = 4;

    private final Frames plain;
    private final int above;
    private final BlockingQueue<Deflater> idle = new ArrayBlockingQueue<>(MOST_KEPT);

    /** @param above payloads of so many bytes, and larger ones, are compressed */
    DeflatedFrames(Frames plain, int above) {
        this.plain = plain;
        this.above = above;
    }

    @Override
    public byte[] of(EncodedMessage message) {
        byte[] payload = plain.payload(message);
        if (payload.length < above) {
            return message.as(plain);
        }
        byte[] smaller = deflated(payload);
        return smaller.length < payload.length
                ? Frames.finished(plain.kind(message) | Frames.COMPRESSED, smaller)
                : message.as(plain);
    }

    private byte[] deflated(byte[] payload) {
        Deflater deflater = idle.poll();
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }
        try {
            return deflated(payload, deflater);
        } finally {
            deflater.reset();
            if (!idle.offer(deflater)) {
                deflater.end();
            }
        }
    }

    /** The payload if it does not get smaller. */
    private static byte[] deflated(byte[] payload, Deflater deflater) {
        byte[] room = new byte[payload.length + TAIL];
        deflater.setInput(payload);
        int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        return length == room.length ? payload : Arrays.copyOf(room, length - TAIL);
    }
}
