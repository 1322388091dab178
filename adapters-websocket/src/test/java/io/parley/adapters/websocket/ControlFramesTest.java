package io.parley.adapters.websocket;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlFramesTest {
    private static final byte[] CLOSE = Frames.finished(0x80 | OpCode.CLOSE, new byte[]{3, (byte) 0xE8});

    /** A pong whose payload looks like close frames. */
    private static byte[] pong(int length) {
        byte[] payload = new byte[length];
        java.util.Arrays.fill(payload, (byte) (0x80 | OpCode.CLOSE));
        return Frames.finished(0x80 | OpCode.PONG, payload);
    }

    private static byte[] joined(byte[]... frames) {
        ByteBuffer all = ByteBuffer.allocate(IntStream.range(0, frames.length).map(i -> frames[i].length).sum());
        for (byte[] frame : frames) {
            all.put(frame);
        }
        return all.array();
    }

    @Test
    void aCloseFrameSaysClose() {
        assertThat(ControlFrames.sayClose(ByteBuffer.wrap(CLOSE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 125})
    void aPongDoesNotWhateverItRepeats(int length) {
        assertThat(ControlFrames.sayClose(ByteBuffer.wrap(pong(length)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 126, 127, 128, 200})
    void aCloseFrameBehindPongsIsSeenHoweverTheyAreCut(int cut) {
        byte[] all = joined(pong(125), pong(0), pong(3), CLOSE);
        ByteBuffer[] parts = IntStream.iterate(0, at -> at < all.length, at -> at + cut)
                .mapToObj(at -> ByteBuffer.wrap(all, at, Math.min(cut, all.length - at))).toArray(ByteBuffer[]::new);
        assertThat(ControlFrames.sayClose(parts)).isTrue();
        assertThat(ControlFrames.sayClose(java.util.Arrays.copyOf(parts, (all.length - CLOSE.length) / cut))).isFalse();
    }

    @Test
    void theBuffersStayAsTheyAre() {
        ByteBuffer buffer = ByteBuffer.wrap(joined(pong(5), CLOSE));
        ControlFrames.sayClose(buffer);
        assertThat(buffer.position()).isZero();
    }

    @Test
    void nothingDoesNotSayClose() {
        assertThat(ControlFrames.sayClose(ByteBuffer.allocate(0))).isFalse();
    }
}
