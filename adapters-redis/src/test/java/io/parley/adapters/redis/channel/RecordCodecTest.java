package io.parley.adapters.redis.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RecordCodecTest {
    static Stream<ChannelRecord> records() {
        return Records.many();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsTheSameAfterAJourney(ChannelRecord record) throws IOException {
        assertThat(RecordCodec.decode(RecordCodec.encode(record))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aTruncatedRecordCannotBeRead(ChannelRecord record) {
        byte[] bytes = RecordCodec.encode(record);
        for (int length = 0; length < Math.min(bytes.length, 2_000); length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatIOException().as("%d of %d bytes", length, bytes.length).isThrownBy(() -> RecordCodec.decode(truncated));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordWithSomethingBehindItCannotBeRead(ChannelRecord record) {
        byte[] bytes = RecordCodec.encode(record);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatIOException().isThrownBy(() -> RecordCodec.decode(longer));
    }

    /** What a later release has added may keep somebody out. */
    @ParameterizedTest
    @ValueSource(bytes = {0, 2, 127, -1})
    void aRecordOfAnotherVersionCannotBeRead(byte version) {
        byte[] bytes = RecordCodec.encode(Records.FULL);
        bytes[0] = version;
        assertThatIOException().isThrownBy(() -> RecordCodec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000_000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void moreBansThanCanFollowCannotBeRead(int count) {
        byte[] bytes = RecordCodec.encode(ChannelRecord.NOTHING);
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, count);
        assertThatIOException().isThrownBy(() -> RecordCodec.decode(bytes));
    }

    @Test
    void aRoomThatCannotBeCannotBeRead() {
        byte[] bytes = RecordCodec.encode(Records.FULL);
        // The capacity stands behind the last member and before the first rule.
        int rule = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("auth != null");
        ByteBuffer.wrap(bytes).putInt(rule - Short.BYTES - 1 - Integer.BYTES, 0);
        assertThatIOException().isThrownBy(() -> RecordCodec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{}", "\u0001", "\u0001\u0001", "\u0001\u0000", "garbage"})
    void garbageCannotBeRead(String garbage) {
        assertThatIOException().isThrownBy(() -> RecordCodec.decode(garbage.getBytes(StandardCharsets.UTF_8)));
    }
}
