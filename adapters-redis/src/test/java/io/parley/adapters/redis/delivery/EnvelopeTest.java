package io.parley.adapters.redis.delivery;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.delivery.Priority;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.delivery.Typing;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.Visibility;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.RosterVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class EnvelopeTest {
    private static final ChannelId CHANNEL = new ChannelId(new RealmId("acme"), new ChannelName("chat:x"));
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final UserId ADA = new UserId(CHANNEL.realm(), "a\u0000🦊ä");
    private static final Member FULL = new Member(ADA, new Profile(Optional.of("Ada 🦊\u0000"), Optional.of("https://x.test/ä.png")));
    private static final Message MESSAGE = new Message(CHANNEL, "greeting", Payload.ofJson("{\"a\":\"ä\"}"), AT, Optional.of(ADA));

    /** The count, the name with its length, no connections, no filter. */
    private static final int BEHIND_THE_COUNT_OF_ONE_BOB = Integer.BYTES + 2 + 3 + Integer.BYTES + 1;
    private static final Audience NARROW = new Audience(Optional.of(Set.of("ada", "b\u0000🦊ä")), Set.of("carl", "ä"), Set.of("c-1", "c-2"),
            Optional.of(new Rule("'ä' in auth.roles")));

    private static Message message(Payload data, Audience audience, Priority priority) {
        return new Message(CHANNEL, "greeting", data, AT, Optional.of(ADA), audience, priority);
    }

    private static Message messageTo(Audience audience) {
        return message(Payload.NULL, audience, Priority.NORMAL);
    }

    private static Audience without(String... users) {
        return new Audience(Optional.empty(), Set.of(users), Set.of(), Optional.empty());
    }

    static Stream<ChannelEvent> whatVersion1Knows() {
        return Stream.of(MESSAGE, new Message(CHANNEL, "ä\u0000🦊", Payload.NULL, AT, Optional.empty()),
                new Message(CHANNEL, "e".repeat(255), Payload.ofJson("\"" + "x".repeat(200_000) + "\""), Instant.EPOCH.minusMillis(1),
                        Optional.of(new UserId(CHANNEL.realm(), "u".repeat(128)))),
                new MemberJoined(CHANNEL, FULL, 1), new MemberJoined(CHANNEL, new Member(ADA, Profile.UNKNOWN), Integer.MAX_VALUE),
                new MemberLeft(CHANNEL, FULL, 0),
                new MemberLeft(CHANNEL, new Member(ADA, new Profile(Optional.empty(), Optional.of("a"))), 7));
    }

    private static final MemberState STATE = new MemberState(
            Map.of("status", Payload.ofJson("\"ä\""), "cursor", Payload.ofJson("{\"x\":1}")), Optional.of(AT));
    private static final RosterVersion VERSION = new RosterVersion("era-ä", Long.MAX_VALUE);

    /** What a node of version 1 reads without the end. */
    static Stream<ChannelEvent> whatHasMoreThanVersion1Knows() {
        return Stream.of(new MemberJoined(CHANNEL, FULL.as(STATE), 3, VERSION), new MemberLeft(CHANNEL, FULL, 2, VERSION));
    }

    static Stream<ChannelEvent> whatIsNewInVersion2() {
        return Stream.of(new MemberUpdated(CHANNEL, FULL.as(STATE), Set.of("cursor", "ä"), 3, VERSION),
                new MemberUpdated(CHANNEL, FULL, Set.of(), 1, VERSION), new Typing(CHANNEL, ADA, true),
                message(Payload.ofJson("[1]"), NARROW, Priority.HIGH), messageTo(NARROW), messageTo(without("bob")),
                messageTo(new Audience(Optional.of(Set.of()), Set.of(), Set.of(), Optional.empty())),
                messageTo(new Audience(Optional.of(manyNames()), manyNames(), manyNames(), Optional.of(new Rule("x".repeat(512))))),
                message(Payload.ofJson("1"), Audience.EVERYBODY, Priority.HIGH),
                message(Payload.ofJson("1"), Audience.EVERYBODY, Priority.LOW),
                message(Payload.ofBinary(new byte[]{0, -1, '\n', 127}), Audience.EVERYBODY, Priority.NORMAL),
                message(Payload.ofBinary(new byte[0]), Audience.EVERYBODY, Priority.NORMAL),
                new RoomChanged(CHANNEL, true, Payload.ofJson("{\"ä\":[1 ,2]}")), new RoomChanged(CHANNEL, false, Payload.ofJson("{}")),
                new RoomClosed(CHANNEL), new MemberKicked(CHANNEL, ADA, "Ä 🦊"), new MemberKicked(CHANNEL, ADA, ""),
                new MemberKicked(CHANNEL, ADA, "漢".repeat(MemberKicked.MAX_REASON_LENGTH)), new UserDismissed(CHANNEL),
                new TakenOver(CHANNEL, ADA, new DurableName("worker:1"), Long.MAX_VALUE),
                new PreferencesChanged(CHANNEL, ADA, Preferences.NONE, 1),
                new PreferencesChanged(CHANNEL, ADA, new Preferences(Set.of(new MutedChannel("chat:*"), new MutedChannel("room:1")),
                        Set.of("ä\u0000🦊"), Visibility.INVISIBLE), Long.MAX_VALUE));
    }

    /** As many as may be, as long as they may be. */
    private static Set<String> manyNames() {
        return IntStream.range(0, Audience.MAX_NAMED).mapToObj(i -> "漢".repeat(UserId.MAX_LENGTH - 4) + (1_000 + i))
                .collect(Collectors.toSet());
    }

    static Stream<ChannelEvent> everyEvent() {
        return Stream.of(whatVersion1Knows(), whatHasMoreThanVersion1Knows(), whatIsNewInVersion2()).flatMap(Function.identity());
    }

    /** The writer of version 1, to the letter. */
    private static byte[] writtenByVersion1(ChannelEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.writeByte(event instanceof Message ? 1 : event instanceof MemberJoined ? 2 : 3);
        out.writeUTF(event.channel().realm().value());
        out.writeUTF(event.channel().name().value());
        switch (event) {
            case Message message -> {
                out.writeUTF(message.event());
                out.writeLong(message.at().toEpochMilli());
                out.writeBoolean(message.sender().isPresent());
                if (message.sender().isPresent()) {
                    out.writeUTF(message.sender().get().subject());
                }
                out.writeInt(message.data().bytes().length);
                out.write(message.data().bytes());
            }
            case MemberJoined joined -> {
                MemberCodec.write(out, joined.member());
                out.writeInt(joined.count());
            }
            case MemberLeft left -> {
                MemberCodec.write(out, left.member());
                out.writeInt(left.count());
            }
            default -> throw new IllegalArgumentException("Version 1 does not know " + event);
        }
        return bytes.toByteArray();
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
    void halfASurrogatePairIsTheSameAfterAJourney() throws IOException {
        Message odd = messageTo(without("a\ud83e"));
        assertThat(decoded(Envelope.encode(odd))).isEqualTo(odd);
    }

    @ParameterizedTest
    @MethodSource("whatVersion1Knows")
    void whatVersion1WroteIsStillRead(ChannelEvent event) throws IOException {
        assertThat(decoded(writtenByVersion1(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("whatVersion1Knows")
    void whatVersion1KnowsIsWrittenAsItKnowsIt(ChannelEvent event) throws IOException {
        assertThat(Envelope.encode(event)).startsWith(writtenByVersion1(event));
    }

    @Test
    void aMessageThatVersion1KnowsHasNothingMore() throws IOException {
        assertThat(Envelope.encode(MESSAGE)).isEqualTo(writtenByVersion1(MESSAGE));
    }

    /** Otherwise a node of version 1 would overlook the audience and show the message to everybody. */
    @ParameterizedTest
    @MethodSource("whatIsNewInVersion2")
    void whatVersion1DoesNotKnowIsOfAKindThatItRefuses(ChannelEvent event) {
        byte[] bytes = Envelope.encode(event);
        assertThat(bytes[0]).isEqualTo((byte) 2);
        assertThat(bytes[1]).isGreaterThan((byte) 3);
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
        longer[0] = 3;
        assertThat(decoded(longer)).isEqualTo(MESSAGE);
    }

    private static boolean isWhatVersion1Wrote(ChannelEvent event, int length) throws IOException {
        return (event instanceof MemberJoined || event instanceof MemberLeft) && length == writtenByVersion1(event).length;
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aTruncatedEnvelopeCannotBeRead(ChannelEvent event) throws IOException {
        byte[] bytes = Envelope.encode(event);
        for (int length = 0; length < Math.min(bytes.length, 2_000); length++) {
            if (isWhatVersion1Wrote(event, length)) {
                continue;
            }
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatIOException().as("%d of %d bytes", length, bytes.length).isThrownBy(() -> decoded(truncated));
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 12, 127, -1})
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
        int at = bytes.length - MESSAGE.data().bytes().length - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (length >>> 8 * (3 - i));
        }
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1_000_000_000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void moreNamesThanCanFollowCannotBeRead(int count) {
        byte[] bytes = Envelope.encode(messageTo(without("bob")));
        ByteBuffer.wrap(bytes).putInt(bytes.length - BEHIND_THE_COUNT_OF_ONE_BOB, count);
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @Test
    void anUnknownPriorityCannotBeRead() {
        byte[] bytes = Envelope.encode(message(Payload.NULL, Audience.EVERYBODY, Priority.HIGH));
        bytes[indexOf(bytes, "HIGH")] = 'N';
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @Test
    void aFilterOfBlanksCannotBeRead() {
        byte[] bytes = Envelope.encode(messageTo(new Audience(Optional.empty(), Set.of(), Set.of(), Optional.of(new Rule("x")))));
        bytes[bytes.length - 1] = ' ';
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    private static int indexOf(byte[] bytes, String ascii) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(ascii);
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
        for (int i = 0; i < 50_000; i++) {
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
