package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What goes out in one write: one frame or more. It belongs to a writer thread, which uses it for one connection after the other: a message that goes
 * to many of them alone is copied out of the heap for the first, and not again.
 */
final class Run {
    /**
     * As much goes out in one write. What a write costs by itself is lost in that already; and what is of high priority waits no longer than that
     * takes.
     */
    static final int MAX_BYTES = 64 * 1024;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(MAX_BYTES);
    private final List<byte[]> frames = new ArrayList<>();
    private int length;
    /** The frame that lies in the memory, alone. */
    private byte @Nullable [] held;

    /** Whether another frame fits in. The first always does. */
    boolean takes(byte[] frame) {
        return frames.isEmpty() || length + frame.length <= MAX_BYTES;
    }

    /** Adds a finished frame, which nobody changes any more. */
    void add(byte[] frame) {
        frames.add(frame);
        length += frame.length;
    }

    void clear() {
        frames.clear();
        length = 0;
    }

    /** The frames, in order; may be changed. */
    List<byte[]> frames() {
        return frames;
    }

    int size() {
        return frames.size();
    }

    /** Whether it is one frame that is too long to be written at once. */
    boolean isLarge() {
        return frames.size() == 1 && frames.getFirst().length > MAX_BYTES;
    }

    /** All frames, one after the other, in memory outside the heap; good until this is used again. */
    ByteBuffer bytes() {
        return frames.size() == 1 ? one(frames.getFirst()) : all();
    }

    @SuppressWarnings("ReferenceEquality") // Frames are shared: the same one comes again and again.
    private ByteBuffer one(byte[] frame) {
        if (frame != held) {
            memory.clear().put(frame);
            held = frame;
        }
        return memory.position(0).limit(frame.length);
    }

    private ByteBuffer all() {
        held = null;
        memory.clear();
        for (byte[] frame : frames) {
            memory.put(frame);
        }
        return memory.flip();
    }

    /** A part of one frame that is too long for the memory; good until this is used again. */
    ByteBuffer part(byte[] frame, int from) {
        held = null;
        return memory.clear().put(frame, from, Math.min(MAX_BYTES, frame.length - from)).flip();
    }
}
