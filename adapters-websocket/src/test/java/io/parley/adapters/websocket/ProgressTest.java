package io.parley.adapters.websocket;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {
    private final Progress progress = new Progress();
    private final ByteBuffer writing = ByteBuffer.allocate(10);

    @Test
    void whereNothingIsWrittenNothingIsStuck() {
        assertThat(progress.isNone(null)).isFalse();
        assertThat(progress.isNone(null)).isFalse();
    }

    @Test
    void whatIsSeenForTheFirstTimeIsNotStuck() {
        assertThat(progress.isNone(writing)).isFalse();
    }

    @Test
    void whatIsAsItWasIsStuck() {
        progress.isNone(writing);
        assertThat(progress.isNone(writing)).isTrue();
    }

    @Test
    void aByteLessIsProgress() {
        progress.isNone(writing);
        writing.get();
        assertThat(progress.isNone(writing)).isFalse();
    }

    @Test
    void somethingElseOfTheSameLengthIsProgress() {
        progress.isNone(writing);
        assertThat(progress.isNone(ByteBuffer.allocate(10))).isFalse();
    }
}
