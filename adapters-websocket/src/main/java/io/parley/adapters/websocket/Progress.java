package io.parley.adapters.websocket;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/** Whether what is being written gets less. Thread-safe. */
final class Progress {
    private @Nullable ByteBuffer seen;
    private int left;

    /** Whether it is the same as when this was last asked, and not a byte less of it. Null: nothing is being written. */
    @SuppressWarnings("ReferenceEquality") // Another buffer with the same in it is another.
    synchronized boolean isNone(@Nullable ByteBuffer writing) {
        int leftNow = writing == null ? 0 : writing.remaining();
        boolean none = writing != null && writing == seen && leftNow == left;
        seen = writing;
        left = leftNow;
        return none;
    }
}
