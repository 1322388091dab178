package io.parley.adapters.redis.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class EnvelopeTest {
    private static final ChannelId CHANNEL = new ChannelId(new RealmId("acme"), new ChannelName("chat:x"));
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final UserId ADA = new UserId(CHANNEL.realm(), "a\u0000🦊ä");
    private static final Member FULL = new Member(ADA, new Profile(Optional.of("Ada 🦊\u0000"), Optional.of("https://x.test/ä.png")));
    private static final Message MESSAGE = new Message(CHANNEL, "greeting", Payload.ofJson("{\"a\":\"ä\"}"), AT, Optional.of(ADA));

    static Stream<ChannelEvent> everyEvent() {
        return Stream.of(MESSAGE, new Message(CHANNEL, "ä\u0000🦊", Payload.NULL, AT, Optional.empty()),
                new Message(CHANNEL, "e".repeat(255), Payload.ofJson("\"" + "x".repeat(200_000) + "\""), Instant.EPOCH.minusMillis(1),
                        Optional.of(new UserId(CHANNEL.realm(), "u".repeat(128)))),
                new MemberJoined(CHANNEL, FULL, 1), new MemberJoined(CHANNEL, new Member(ADA, Profile.UNKNOWN), Integer.MAX_VALUE),
                new MemberLeft(CHANNEL, FULL, 0),
                new MemberLeft(CHANNEL, new Member(ADA, new Profile(Optional.empty(), Optional.of("a"))), 7));
    }

    private static ChannelEvent decoded(byte[] bytes) throws IOException {
        return Envelope.decode(bytes, 0);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void anEventIsTheSameAfterAJourney(ChannelEvent event) throws IOException {
        assertThat(decoded(Envelope.encode(event))).isEqualTo(event);
    }

    @Test
    void anEnvelopeMayStandBehindSomethingElse() throws IOException {
        byte[] bytes = Envelope.encode(MESSAGE);
        byte[] behind = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, behind, 5, bytes.length);
        assertThat(Envelope.decode(behind, 5)).isEqualTo(MESSAGE);
    }

    @Test
    void theMessageDoesNotShareTheBytesThatCame() throws IOException {
        byte[] bytes = Envelope.encode(MESSAGE);
        Message message = (Message) decoded(bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(message).isEqualTo(MESSAGE);
    }

    @Test
    void whatALaterReleaseAddsAtTheEndIsIgnored() throws IOException {
        byte[] bytes = Envelope.encode(MESSAGE);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 9);
        longer[0] = 2;
        assertThat(decoded(longer)).isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aTruncatedEnvelopeCannotBeRead(ChannelEvent event) {
        byte[] bytes = Envelope.encode(event);
        for (int length = 0; length < Math.min(bytes.length, 2_000); length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatIOException().as("%d of %d bytes", length, bytes.length).isThrownBy(() -> decoded(truncated));
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 4, 127, -1})
    void anEventOfAnUnknownKindCannotBeRead(byte kind) {
        byte[] bytes = Envelope.encode(MESSAGE);
        bytes[1] = kind;
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, -1, -128})
    void anEnvelopeOfAnImpossibleVersionCannotBeRead(byte version) {
        byte[] bytes = Envelope.encode(MESSAGE);
        bytes[0] = version;
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 1_000_000_000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void aLengthThatPointsBehindTheEndCannotBeRead(int length) {
        byte[] bytes = Envelope.encode(MESSAGE);
        int at = bytes.length - MESSAGE.data().utf8().length - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (length >>> 8 * (3 - i));
        }
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{}", "{\"type\":\"message\"}", "\u0001", "\u0001\u0001", "\u0001\u0002\u0000\u0000\u0000\u0000"})
    void garbageCannotBeRead(String garbage) {
        assertThatIOException().isThrownBy(() -> decoded(garbage.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void mutatedEnvelopesAreReadOrAreAnIoException() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_301L);
        byte[][] good = everyEvent().map(Envelope::encode).filter(bytes -> bytes.length < 1_000).toArray(byte[][]::new);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = good[random.nextInt(good.length)].clone();
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readsOrThrowsIoException(bytes);
        }
    }

    private static void readsOrThrowsIoException(byte[] bytes) {
        try {
            assertThat(decoded(bytes)).isNotNull();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        } catch (RuntimeException e) {
            throw new AssertionError("Envelope " + Arrays.toString(bytes), e);
        }
    }
}
