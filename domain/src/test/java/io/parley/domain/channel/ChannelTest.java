package io.parley.domain.channel;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Rules OF_POLICY = new Rules(new Rule("p1"), new Rule("p2"), new Rule("p3"));
    private static final Optional<Rule> UNSAID = Optional.empty();
    private static final Optional<UserId> EVE = Optional.of(new UserId(RealmId.DEFAULT, "eve"));

    private static Channel channel(RoomUse rooms, OptionalInt capacity, ChannelRecord record, Map<String, String> captured) {
        return new Channel(new ChannelId(RealmId.DEFAULT, new ChannelName("room:1")), TestPolicies.of("room:*", OF_POLICY, rooms, capacity),
                captured, record);
    }

    private static ChannelRecord with(Room room) {
        return new ChannelRecord(Optional.of(room), Bans.NONE);
    }

    private static Room room(OptionalInt capacity, RoomRules rules) {
        return new Room(Optional.empty(), Room.NO_METADATA, Optional.empty(), capacity, rules);
    }

    private static Channel withRoom(Room room) {
        return channel(RoomUse.OPTIONAL, OptionalInt.of(100), with(room), Map.of());
    }

    private static Channel capturing(String id) {
        return channel(RoomUse.NONE, OptionalInt.empty(), ChannelRecord.NOTHING, Map.of("id", id));
    }

    // What a room says goes before what the policy says

    @ParameterizedTest
    @CsvSource({"SUBSCRIBE,p1", "PUBLISH,p2", "SEE_PRESENCE,p3"})
    void withoutARoomThePolicysRulesHold(Deed deed, String rule) {
        assertThat(channel(RoomUse.OPTIONAL, OptionalInt.empty(), ChannelRecord.NOTHING, Map.of()).rule(deed)).hasToString(rule);
    }

    @ParameterizedTest
    @CsvSource({"SUBSCRIBE,p1", "PUBLISH,p2", "SEE_PRESENCE,p3"})
    void whatARoomDoesNotSayThePolicySays(Deed deed, String rule) {
        assertThat(withRoom(Room.PLAIN).rule(deed)).hasToString(rule);
    }

    @ParameterizedTest
    @CsvSource({"SUBSCRIBE,p1", "PUBLISH,r2", "SEE_PRESENCE,p3"})
    void aRoomMayReplaceOneRuleAlone(Deed deed, String rule) {
        RoomRules rules = new RoomRules(UNSAID, Optional.of(new Rule("r2")), UNSAID);
        assertThat(withRoom(room(OptionalInt.empty(), rules)).rule(deed)).hasToString(rule);
    }

    @Test
    void aRoomsCapacityGoesBeforeThePolicys() {
        assertThat(withRoom(room(OptionalInt.of(3), RoomRules.NONE)).capacity()).hasValue(3);
    }

    @Test
    void aRoomWithoutACapacityHasThePolicys() {
        assertThat(withRoom(Room.PLAIN).capacity()).hasValue(100);
    }

    @Test
    void withoutARoomThePolicysCapacityHolds() {
        assertThat(channel(RoomUse.OPTIONAL, OptionalInt.of(100), ChannelRecord.NOTHING, Map.of()).capacity()).hasValue(100);
    }

    @Test
    void whereNeitherSaysItAnyNumberMayBeThere() {
        assertThat(channel(RoomUse.OPTIONAL, OptionalInt.empty(), with(Room.PLAIN), Map.of()).capacity()).isEmpty();
    }

    // Whether there is such a channel

    @Test
    void whereARoomIsRequiredThereIsNoChannelWithoutOne() {
        assertThat(channel(RoomUse.REQUIRED, OptionalInt.empty(), ChannelRecord.NOTHING, Map.of()).missing()).map(Refusal::code)
                .contains(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whereARoomIsRequiredThereIsAChannelWithOne() {
        assertThat(channel(RoomUse.REQUIRED, OptionalInt.empty(), with(Room.PLAIN), Map.of()).missing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = RoomUse.class, mode = EnumSource.Mode.EXCLUDE, names = "REQUIRED")
    void whereNoRoomIsRequiredThereIsAChannelWithoutOne(RoomUse rooms) {
        assertThat(channel(rooms, OptionalInt.empty(), ChannelRecord.NOTHING, Map.of()).missing()).isEmpty();
    }

    // Who is banned

    private static Channel withoutEve() {
        return channel(RoomUse.NONE, OptionalInt.empty(), new ChannelRecord(Optional.empty(), new Bans(Map.of("eve", NOON))), Map.of());
    }

    @Test
    void whoIsBannedIsDenied() {
        assertThat(withoutEve().ban(EVE, NOON.minusSeconds(1))).map(Refusal::code).contains(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whoWasBannedIsNotDeniedAnyMore() {
        assertThat(withoutEve().ban(EVE, NOON)).isEmpty();
    }

    @Test
    void whoIsNoUserCannotBeBanned() {
        assertThat(withoutEve().ban(Optional.empty(), NOON.minusSeconds(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"SUBSCRIBE|You may not subscribe to room:1", "PUBLISH|You may not publish to room:1",
            "SEE_PRESENCE|You may not see who is in room:1"})
    void theNoOfARuleSaysWhatItForbids(Deed deed, String message) {
        assertThat(capturing("x").denied(deed)).isEqualTo(Refusal.of(ErrorCode.PERMISSION_DENIED, message));
    }

    // What its name carries

    @Test
    void whatStandsInTheNameIsReadAsTheIdThatWasEscaped() {
        assertThat(capturing("auth0=7C7").capturedFor(EVE)).isEqualTo(Map.of("id", "auth0|7"));
    }

    @Test
    void whatNobodyWouldHaveEscapedSoIsLeftOut() {
        assertThat(capturing("=65ve").capturedFor(EVE)).isEmpty();
    }

    @Test
    void theDigestOfALongIdIsReadByItsUserAlone() {
        UserId fox = new UserId(RealmId.DEFAULT, "🦊".repeat(64));
        Channel own = capturing(ChannelName.idOf(fox));
        assertThat(own.capturedFor(Optional.of(fox))).isEqualTo(Map.of("id", fox.subject()));
        assertThat(own.capturedFor(EVE)).isEmpty();
    }
}
