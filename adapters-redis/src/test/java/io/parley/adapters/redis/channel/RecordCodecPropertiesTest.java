package io.parley.adapters.redis.channel;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class RecordCodecPropertiesTest {
    /** Any characters, halves of surrogate pairs too. */
    private static Arbitrary<String> texts(int maxLength) {
        return Arbitraries.strings().all().ofMinLength(1).ofMaxLength(maxLength);
    }

    private static Arbitrary<Optional<Rule>> rules() {
        return texts(Rule.MAX_LENGTH).filter(text -> !text.isBlank()).map(Rule::new).optional();
    }

    private static Arbitrary<Room> rooms() {
        Arbitrary<OptionalInt> capacities = Arbitraries.integers().between(1, Integer.MAX_VALUE).optional()
                .map(capacity -> capacity.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        Arbitrary<Payload> metadata = texts(100).map(text -> Payload.ofJson("{\"x\":\"" + text + "\"}"));
        return Combinators.combine(texts(Room.MAX_TYPE_LENGTH).optional(), metadata, texts(128).set().ofMaxSize(20).optional(), capacities,
                Combinators.combine(rules(), rules(), rules()).as(RoomRules::new)).as(Room::new);
    }

    @Provide
    Arbitrary<ChannelRecord> records() {
        Arbitrary<Instant> ends = Combinators.combine(
                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                Arbitraries.integers().between(0, 999_999_999)).as(Instant::ofEpochSecond);
        Arbitrary<Bans> bans = Arbitraries.maps(texts(128), ends).ofMaxSize(20).map(Bans::new);
        return Combinators.combine(rooms().optional(), bans).as(ChannelRecord::new);
    }

    @Property
    void aRecordIsTheSameAfterAJourney(@ForAll("records") ChannelRecord record) throws IOException {
        assertThat(RecordCodec.decode(RecordCodec.encode(record))).isEqualTo(record);
    }

    @Property
    void whateverWasDoneToItsBytesARecordIsReadOrIsAnIoException(@ForAll("records") ChannelRecord record, @ForAll int at,
            @ForAll byte value,
            @ForAll int again, @ForAll byte other) {
        byte[] bytes = RecordCodec.encode(record);
        bytes[Math.floorMod(at, bytes.length)] = value;
        bytes[Math.floorMod(again, bytes.length)] = other;
        readsOrThrowsIoException(bytes);
    }

    @Property
    void garbageIsReadOrIsAnIoException(@ForAll byte[] bytes) {
        readsOrThrowsIoException(bytes);
    }

    private static void readsOrThrowsIoException(byte[] bytes) {
        try {
            assertThat(RecordCodec.decode(bytes)).isNotNull();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        } catch (RuntimeException e) {
            throw new AssertionError("Record " + Arrays.toString(bytes), e);
        }
    }
}
