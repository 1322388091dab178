package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.Decoded;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Typing;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

import static io.parley.adapters.wire.Frames.pathIn;
import static org.assertj.core.api.Assertions.assertThat;

/** What members say of themselves, and what others read of it. */
class PresenceOnTheWireTest {
    private static final ChannelName ROOM = new ChannelName("room:1");
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, ROOM);
    private static final UserId ADA = new UserId(RealmId.DEFAULT, "ada");
    private static final String RED = "\"color\":\"#FF6B6B\"";
    private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");

    private static String frame(String data) {
        return "{\"type\":\"presence:update\",\"channel\":\"room:1\",\"data\":" + data + "}";
    }

    private static Map<String, Payload> read(String data) {
        if (Frames.decoded(frame(data)) instanceof Decoded.Command(ClientCommand.UpdatePresence command)) {
            return command.update().changes();
        }
        throw new AssertionError("Not read: " + data);
    }

    private static String written(ServerMessage message) {
        return new String(Frames.FORMAT.encode(message), StandardCharsets.UTF_8);
    }

    private static String written(Audible event) {
        return written(new ServerMessage.Event(event, Optional.empty(), ROOM));
    }

    private static Member ada(Profile profile, Optional<Instant> awaySince, Map<String, Payload> data) {
        return new Member(ADA, profile, new MemberState(data, awaySince));
    }

    private static String update(Member member, String... changed) {
        String written = written(new MemberUpdated(CHANNEL, member, Set.of(changed), 2, RosterVersion.UNKNOWN));
        String head = "{\"type\":\"presence:update\",\"channel\":\"room:1\",\"user\":{\"id\":\"ada\",";
        assertThat(written).startsWith(head).endsWith("},\"count\":2}");
        return written.substring(head.length(), written.length() - "},\"count\":2}".length());
    }

    // What clients say

    @Test
    void valuesAreKeptByteForByte() {
        assertThat(read("{\"cursor\": {\"x\" : 1.50},\"n\":[ ],\"gone\":null}")).isEqualTo(
                Map.of("cursor", Payload.ofJson("{\"x\" : 1.50}"), "n", Payload.ofJson("[ ]"), "gone", Payload.NULL));
    }

    @Test
    void nameAndStatusAreTextsOrNothing() {
        assertThat(read("{\"name\":\"Ada\",\"status\":null}")).containsOnlyKeys("name", "status");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"null;$.data", "[];$.data", "\"a\";$.data", "{\"id\":\"bob\"};$.data.id",
            "{\"id\":null};$.data.id", "{\"name\":1};$.data.name", "{\"status\":{}};$.data.status", "{\"\":1};$.data",
            "{\"\\ud800\":1};$"})
    void whatCannotBeIsToldWithItsPlace(String data, String path) {
        assertThat(pathIn(frame(data))).isEqualTo(path);
    }

    @Test
    void anUpdateWithoutDataIsAMistake() {
        assertThat(pathIn("{\"type\":\"presence:update\",\"channel\":\"room:1\"}")).isEqualTo("$.data");
    }

    @Test
    void thereAreSixtyFourNamesAtMost() {
        assertThat(read(names(64))).hasSize(64);
        assertThat(pathIn(frame(names(65)))).isEqualTo("$.data");
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"n" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void aNameHasSixtyFourCharactersAndAStatusTwiceAsManyAtMost() {
        assertThat(read("{\"" + "n".repeat(64) + "\":1,\"status\":\"" + "s".repeat(128) + "\"}")).hasSize(2);
        assertThat(pathIn(frame("{\"" + "n".repeat(65) + "\":1}"))).isEqualTo("$.data");
        assertThat(pathIn(frame("{\"status\":\"" + "s".repeat(129) + "\"}"))).isEqualTo("$.data.status");
    }

    @Test
    void dataOfAnotherMessageMayBeWhatItLikes() {
        assertThat(Frames.decoded("{\"type\":\"ping\",\"data\":{\"id\":1}}")).isInstanceOf(Decoded.Command.class);
    }

    @Test
    void whoSaysThatHeIsTypingNeedNotSayMore() {
        assertThat(Frames.decoded("{\"type\":\"typing\",\"channel\":\"room:1\"}"))
                .isEqualTo(new Decoded.Command(new ClientCommand.ShowTyping(Optional.empty(), ROOM, true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"no\""})
    void whetherSomebodyIsTypingIsTrueOrFalse(String typing) {
        assertThat(pathIn("{\"type\":\"typing\",\"channel\":\"room:1\",\"typing\":" + typing + "}")).isEqualTo("$.typing");
    }

    // What the hub says

    @Test
    void anUpdateTellsWhatChangedAlone() {
        Member member = ada(Profile.UNKNOWN, Optional.empty(),
                Map.of("cursor", Payload.ofJson("7"), "other", Payload.ofJson("1"), "status", Payload.ofJson("\"busy\"")));
        assertThat(update(member, "cursor", "gone"))
                .isEqualTo("\"metadata\":{\"cursor\":7,\"gone\":null},\"status\":\"busy\",\"lastSeen\":null");
    }

    @Test
    void whoIsBackHasNoStatusAndNoLastSeen() {
        assertThat(update(ada(Profile.UNKNOWN, Optional.empty(), Map.of()))).isEqualTo("\"metadata\":{},\"status\":null,\"lastSeen\":null");
    }

    @Test
    void whoIsAwayWasLastSeenThen() {
        assertThat(update(ada(Profile.UNKNOWN, Optional.of(SINCE), Map.of())))
                .isEqualTo("\"metadata\":{},\"status\":\"away\",\"lastSeen\":\"2026-03-01T12:00:00.000Z\"");
    }

    @Test
    void whoseProfileChangedIsToldWithHisAvatar() {
        Profile profile = new Profile(Optional.of("Ada"), Optional.of("https://x.test/a.png"));
        assertThat(update(ada(profile, Optional.empty(), Map.of())))
                .startsWith("\"name\":\"Ada\",\"metadata\":{\"avatar\":\"https://x.test/a.png\"},");
    }

    @Test
    void aNameThatIsGoneIsNull() {
        assertThat(update(ada(Profile.UNKNOWN, Optional.empty(), Map.of()), "name")).startsWith("\"name\":null,\"metadata\":{}");
    }

    @Test
    void whatTheTokenSaysGoesBeforeWhatTheMemberSays() {
        Profile profile = new Profile(Optional.of("Ada"), Optional.of("https://x.test/a.png"));
        Member member = ada(profile, Optional.empty(),
                Map.of("name", Payload.ofJson("\"Eve\""), "avatar", Payload.ofJson("\"e\""), "color", Payload.ofJson("\"#000000\"")));
        assertThat(update(member, "name", "avatar", "color"))
                .startsWith("\"name\":\"Ada\",\"metadata\":{\"avatar\":\"https://x.test/a.png\"},");
        assertThat(written(new ServerMessage.Presence(Optional.empty(), ROOM, new Roster(List.of(member)))))
                .contains("{\"id\":\"ada\",\"name\":\"Ada\",\"metadata\":{" + RED + ",\"avatar\":\"https://x.test/a.png\"}}");
    }

    @Test
    void aRosterThatIsNotAllSaysSo() {
        Roster first = new Roster(List.of(new Member(ADA, Profile.UNKNOWN)), RosterVersion.UNKNOWN, 1_200);
        assertThat(written(new ServerMessage.Presence(Optional.empty(), ROOM, first)))
                .isEqualTo("{\"type\":\"presence\",\"channel\":\"room:1\",\"users\":[{\"id\":\"ada\",\"metadata\":{" + RED
                        + "}}],\"count\":1200,\"partial\":true}");
    }

    @Test
    void aCountIsANumber() {
        assertThat(written(new ServerMessage.PresenceCount(ROOM, 1_200)))
                .isEqualTo("{\"type\":\"presence:count\",\"channel\":\"room:1\",\"count\":1200}");
    }

    @Test
    void typingTellsWhoAndWhether() {
        assertThat(written(new Typing(CHANNEL, ADA, true)))
                .isEqualTo("{\"type\":\"typing\",\"channel\":\"room:1\",\"user\":{\"id\":\"ada\"},\"typing\":true}");
    }
}
