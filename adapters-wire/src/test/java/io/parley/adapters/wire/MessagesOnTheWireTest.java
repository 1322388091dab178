package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Heartbeat;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.Skipped;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static io.parley.adapters.wire.Frames.id;
import static org.assertj.core.api.Assertions.assertThat;

class MessagesOnTheWireTest {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String SHOWN = "\"2026-03-01T12:00:00.123Z\"";
    private static final ChannelName LOBBY = new ChannelName("room:lobby");
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, LOBBY);
    private static final UserId ADA = new UserId(RealmId.DEFAULT, "ada");
    private static final User USER = new User(ADA, Profile.UNKNOWN, Set.of(), Instant.parse("2026-03-01T13:00:00Z"));
    private static final Member FULL = new Member(ADA, new Profile(Optional.of("Ada \"L\""), Optional.of("https://x.test/a.png")));
    private static final Member BARE = new Member(new UserId(RealmId.DEFAULT, "auth0|Jörg"), Profile.UNKNOWN);
    private static final String FULL_JSON = "{\"id\":\"ada\",\"name\":\"Ada \\\"L\\\"\",\"metadata\":{\"color\":\"#FF6B6B\",\"avatar\":\"https://x.test/a.png\"}}";
    private static final String BARE_JSON = "{\"id\":\"auth0|Jörg\",\"metadata\":{\"color\":\"#45B7D1\"}}";
    private static final Optional<Position> SEVENTH = Optional.of(new Position("e1", 7));

    private static String written(ServerMessage message) {
        return new String(Frames.FORMAT.encode(message), StandardCharsets.UTF_8);
    }

    private static ServerMessage event(Audible event, Optional<Position> position) {
        return new ServerMessage.Event(event, position, event.channel().name());
    }

    private static ServerMessage subscribed(Optional<List<Delivery>> messages, Optional<Payload> metadata) {
        return new ServerMessage.Subscribed(Optional.empty(), LOBBY, Optional.empty(), Optional.empty(), messages, Optional.empty(),
                metadata);
    }

    private static ServerMessage connected(Identity who, Optional<Duration> timeout) {
        return new ServerMessage.Connected(new ConnectionId("c-1"), who, new NodeId("node-1"),
                new Heartbeat(Duration.ofSeconds(25), timeout),
                AT);
    }

    private static ServerMessage.Refused refused(Refusal refusal) {
        return new ServerMessage.Refused(Optional.empty(), refusal, AT);
    }

    @Test
    void connectedTellsWhoWhereAndHowOftenTheHeartBeats() {
        assertThat(written(connected(USER, Optional.of(Duration.ofSeconds(60)))))
                .isEqualTo(
                        "{\"type\":\"connected\",\"connectionId\":\"c-1\",\"userId\":\"ada\",\"node\":\"node-1\",\"heartbeatInterval\":25000,"
                                + "\"heartbeatTimeout\":60000,\"expiresAt\":\"2026-03-01T13:00:00.000Z\",\"timestamp\":" + SHOWN + "}");
    }

    @Test
    void connectedNamesNoUserWhereThereIsNone() {
        assertThat(written(connected(new Anonymous(RealmId.DEFAULT), Optional.of(Duration.ofSeconds(60)))))
                .isEqualTo(
                        "{\"type\":\"connected\",\"connectionId\":\"c-1\",\"userId\":null,\"node\":\"node-1\",\"heartbeatInterval\":25000,"
                                + "\"heartbeatTimeout\":60000,\"timestamp\":" + SHOWN + "}");
    }

    @Test
    void connectedTellsNoTimeoutWhereAClientCannotAnswer() {
        assertThat(written(connected(USER, Optional.empty()))).doesNotContain("heartbeatTimeout");
    }

    @Test
    void authenticatedTellsWhoAndUntilWhen() {
        assertThat(written(new ServerMessage.Authenticated(id("\"a\""), USER)))
                .isEqualTo("{\"type\":\"authenticated\",\"id\":\"a\",\"userId\":\"ada\",\"expiresAt\":\"2026-03-01T13:00:00.000Z\"}");
    }

    @Test
    void subscribedToAPlainChannelNamesItAlone() {
        assertThat(written(subscribed(Optional.empty(), Optional.empty())))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"room:lobby\"}");
    }

    @Test
    void subscribedTellsPositionRecoveryAndRoster() {
        assertThat(written(new ServerMessage.Subscribed(id("1.50"), LOBBY, SEVENTH, Optional.of(false), Optional.empty(),
                Optional.of(new Roster(List.of(FULL, BARE))), Optional.empty())))
                .isEqualTo(
                        "{\"type\":\"subscribed\",\"id\":1.50,\"channel\":\"room:lobby\",\"epoch\":\"e1\",\"offset\":7,\"recovered\":false,"
                                + "\"presence\":{\"users\":[" + FULL_JSON + "," + BARE_JSON + "],\"count\":2}}");
    }

    @Test
    void subscribedTellsTheOffsetZero() {
        assertThat(written(new ServerMessage.Subscribed(Optional.empty(), LOBBY, Optional.of(new Position("e1", 0)), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty())))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"room:lobby\",\"epoch\":\"e1\",\"offset\":0}");
    }

    @Test
    void subscribedTellsWhatWasSaidLastAsTheMessagesThatTheyWere() {
        Message first = new Message(CHANNEL, "a", Payload.ofJson("{\"n\":1.0}"), AT, Optional.of(ADA));
        Message second = new Message(CHANNEL, "b", Payload.NULL, AT, Optional.empty());
        assertThat(written(
                subscribed(Optional.of(List.of(new Delivery(first, Optional.of(new Position("e1", 6))), new Delivery(second, SEVENTH))),
                        Optional.empty())))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"room:lobby\",\"messages\":["
                        + "{\"type\":\"message\",\"channel\":\"room:lobby\",\"event\":\"a\",\"data\":{\"n\":1.0},\"timestamp\":" + SHOWN
                        + ",\"sender\":\"ada\",\"epoch\":\"e1\",\"offset\":6},"
                        + "{\"type\":\"message\",\"channel\":\"room:lobby\",\"event\":\"b\",\"data\":null,\"timestamp\":" + SHOWN
                        + ",\"epoch\":\"e1\",\"offset\":7}]}");
    }

    @Test
    void subscribedTellsThatNothingWasSaid() {
        assertThat(written(subscribed(Optional.of(List.of()), Optional.empty())))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"room:lobby\",\"messages\":[]}");
    }

    @Test
    void subscribedTellsWhatAServerWroteAboutTheRoom() {
        assertThat(written(subscribed(Optional.empty(), Optional.of(Payload.ofJson("{\"topic\": \"x\"}")))))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"room:lobby\",\"metadata\":{\"topic\": \"x\"}}");
    }

    @Test
    void whatWasSaidLastCarriesTheNameByWhichTheReceiverCallsTheChannel() {
        ChannelName own = new ChannelName("user.ada");
        Message message = new Message(new ChannelId(RealmId.DEFAULT, own.canonical()), "e", Payload.NULL, AT, Optional.empty());
        assertThat(written(new ServerMessage.Subscribed(Optional.empty(), own, Optional.empty(), Optional.empty(),
                Optional.of(List.of(new Delivery(message, SEVENTH))), Optional.empty(), Optional.empty())))
                .contains("\"channel\":\"user.ada\",\"messages\":[{\"type\":\"message\",\"channel\":\"user.ada\",");
    }

    @Test
    void whoIsRemovedFromAChannelIsToldWhy() {
        assertThat(written(new ServerMessage.Removed(LOBBY, "kicked: \"spam\"", Optional.of(ErrorCode.PERMISSION_DENIED))))
                .isEqualTo(
                        "{\"type\":\"unsubscribed\",\"channel\":\"room:lobby\",\"reason\":\"kicked: \\\"spam\\\"\",\"code\":\"RT_003\"}");
    }

    @Test
    void aChannelThatEndsIsNoErrorOfAnybody() {
        assertThat(written(new ServerMessage.Removed(LOBBY, "closed", Optional.empty())))
                .isEqualTo("{\"type\":\"unsubscribed\",\"channel\":\"room:lobby\",\"reason\":\"closed\"}");
    }

    @Test
    void aPositionTellsHowFarTheChannelIs() {
        assertThat(written(new ServerMessage.Reached(LOBBY, SEVENTH.orElseThrow())))
                .isEqualTo("{\"type\":\"position\",\"channel\":\"room:lobby\",\"epoch\":\"e1\",\"offset\":7}");
    }

    @Test
    void aGapTellsFromWhereToWhereHowManyAreMissing() {
        assertThat(written(new ServerMessage.Gap(LOBBY, new Skipped(Optional.of(new Skipped.Range("e1", 3, 7)), 4))))
                .isEqualTo("{\"type\":\"gap\",\"channel\":\"room:lobby\",\"epoch\":\"e1\",\"from\":3,\"to\":7,\"skipped\":4}");
    }

    @Test
    void aGapWithoutPositionsTellsHowManyAreMissing() {
        assertThat(written(new ServerMessage.Gap(LOBBY, new Skipped(Optional.empty(), 2))))
                .isEqualTo("{\"type\":\"gap\",\"channel\":\"room:lobby\",\"skipped\":2}");
    }

    @Test
    void howAMessageMayBeLostIsNotTold() {
        Message said = new Message(CHANNEL, "e", Payload.NULL, AT, Optional.empty());
        assertThat(written(new ServerMessage.Event(said, SEVENTH, LOBBY, Optional.of(Lossy.replaceable("secret")))))
                .isEqualTo(written(event(said, SEVENTH)));
    }

    @Test
    void aRoomThatIsMadeIsShownWithItsMetadata() {
        assertThat(written(event(new RoomChanged(CHANNEL, true, Payload.ofJson("{\"a\":1}")), Optional.empty())))
                .isEqualTo("{\"type\":\"channel:created\",\"channel\":\"room:lobby\",\"metadata\":{\"a\":1}}");
    }

    @Test
    void aRoomThatIsChangedIsShownWithItsMetadata() {
        assertThat(written(event(new RoomChanged(CHANNEL, false, Payload.ofJson("{}")), Optional.empty())))
                .isEqualTo("{\"type\":\"channel:updated\",\"channel\":\"room:lobby\",\"metadata\":{}}");
    }

    @Test
    void aRoomThatIsClosedIsNamed() {
        assertThat(written(event(new RoomClosed(CHANNEL), Optional.empty())))
                .isEqualTo("{\"type\":\"channel:closed\",\"channel\":\"room:lobby\"}");
    }

    @Test
    void anEventCarriesTheNameByWhichTheReceiverCallsTheChannel() {
        Message message = new Message(new ChannelId(RealmId.DEFAULT, new ChannelName("private:user-ada")), "e", Payload.NULL, AT,
                Optional.empty());
        assertThat(written(new ServerMessage.Event(message, Optional.empty(), new ChannelName("user:ada"))))
                .startsWith("{\"type\":\"message\",\"channel\":\"user:ada\",");
    }

    @Test
    void whoIsNobodyAnyMoreIsToldSo() {
        assertThat(written(new ServerMessage.Authenticated(id("1"), new Anonymous(RealmId.DEFAULT))))
                .isEqualTo("{\"type\":\"authenticated\",\"id\":1,\"userId\":null}");
    }

    @Test
    void unsubscribedNamesTheChannel() {
        assertThat(written(new ServerMessage.Unsubscribed(id("2"), LOBBY)))
                .isEqualTo("{\"type\":\"unsubscribed\",\"id\":2,\"channel\":\"room:lobby\"}");
    }

    @Test
    void anAckCarriesThePosition() {
        assertThat(written(new ServerMessage.Ack(id("\"\\u0041\"").orElseThrow(), LOBBY, SEVENTH)))
                .isEqualTo("{\"type\":\"ack\",\"id\":\"\\u0041\",\"channel\":\"room:lobby\",\"epoch\":\"e1\",\"offset\":7}");
    }

    @Test
    void anAckWithoutHistoryCarriesNoPosition() {
        assertThat(written(new ServerMessage.Ack(id("3").orElseThrow(), LOBBY, Optional.empty())))
                .isEqualTo("{\"type\":\"ack\",\"id\":3,\"channel\":\"room:lobby\"}");
    }

    @Test
    void presenceListsTheMembers() {
        assertThat(written(new ServerMessage.Presence(id("4"), LOBBY, new Roster(List.of(FULL)))))
                .isEqualTo("{\"type\":\"presence\",\"id\":4,\"channel\":\"room:lobby\",\"users\":[" + FULL_JSON + "],\"count\":1}");
    }

    @Test
    void presenceOfAnEmptyChannelIsAnEmptyList() {
        assertThat(written(new ServerMessage.Presence(Optional.empty(), LOBBY, Roster.EMPTY)))
                .isEqualTo("{\"type\":\"presence\",\"channel\":\"room:lobby\",\"users\":[],\"count\":0}");
    }

    @Test
    void anExtensionAnswersWithAnEvent() {
        assertThat(written(new ServerMessage.Custom(id("5"), "dice:rolled", Payload.ofJson("{\"n\": 4}"))))
                .isEqualTo("{\"type\":\"event\",\"id\":5,\"event\":\"dice:rolled\",\"data\":{\"n\": 4}}");
        assertThat(written(new ServerMessage.Custom(Optional.empty(), "e", Payload.ofBinary(new byte[]{1}))))
                .isEqualTo("{\"type\":\"event\",\"event\":\"e\",\"data\":\"AQ==\",\"encoding\":\"base64\"}");
    }

    @Test
    void whatIsDoneIsAcknowledged() {
        assertThat(written(new ServerMessage.Done(id("5").orElseThrow()))).isEqualTo("{\"type\":\"ack\",\"id\":5}");
    }

    @Test
    void pongTellsTheTime() {
        assertThat(written(new ServerMessage.Pong(id("5"), AT))).isEqualTo("{\"type\":\"pong\",\"id\":5,\"timestamp\":" + SHOWN + "}");
    }

    @Test
    void aHeartbeatTellsTheTime() {
        assertThat(written(new ServerMessage.Heartbeat(AT))).isEqualTo("{\"type\":\"heartbeat\",\"timestamp\":" + SHOWN + "}");
    }

    @Test
    void aRefusalIsAnError() {
        assertThat(written(refused(Refusal.of(ErrorCode.PERMISSION_DENIED, "You may not"))))
                .isEqualTo(
                        "{\"type\":\"error\",\"code\":\"RT_003\",\"name\":\"PERMISSION_DENIED\",\"message\":\"You may not\",\"timestamp\":"
                                + SHOWN + "}");
    }

    @Test
    void aRefusalOfACommandCarriesItsId() {
        assertThat(written(new ServerMessage.Refused(id("6"), Refusal.of(ErrorCode.INTERNAL, "No"), AT)))
                .startsWith("{\"type\":\"error\",\"id\":6,\"code\":\"RT_011\",");
    }

    @Test
    void theDetailsOfARefusalAreTextsAndNumbers() {
        Refusal refusal = new Refusal(ErrorCode.MESSAGE_TOO_LARGE, "Too large", Map.of("limit", 5_000_000_000L));
        assertThat(written(refused(refusal))).contains("\"message\":\"Too large\",\"details\":{\"limit\":5000000000},\"timestamp\":");
    }

    @Test
    void theDetailsOfAMistakeAreItsPathWhatWasExpectedAndWhatCame() {
        assertThat(new JsonMapper().readTree(written(refused(Refusal.invalid("$.x", "a \"y\"", "a z")))).get("details"))
                .isEqualTo(new JsonMapper().readTree("{\"path\":\"$.x\",\"expected\":\"a \\\"y\\\"\",\"got\":\"a z\"}"));
    }

    @Test
    void theDetailsOfARuleThatMeansNothingHoldAPosition() {
        Refusal refusal = new Refusal(ErrorCode.INVALID_MESSAGE, "No", Map.of("position", 12));
        assertThat(written(refused(refusal))).contains("\"details\":{\"position\":12}");
    }

    @Test
    void disconnectTellsWhenToComeBack() {
        assertThat(written(new ServerMessage.Disconnect(CloseCode.GOING_AWAY, Optional.of(Duration.ofMillis(1_500))))).isEqualTo(
                "{\"type\":\"disconnect\",\"code\":1001,\"reason\":\"server going away\",\"reconnect\":true,\"retryAfterMs\":1500}");
    }

    @Test
    void disconnectTellsWhetherToComeBack() {
        assertThat(written(new ServerMessage.Disconnect(CloseCode.SLOW_CONSUMER, Optional.empty()))).isEqualTo(
                "{\"type\":\"disconnect\",\"code\":4503,\"reason\":\"slow consumer: recover from the last offset\",\"reconnect\":true}");
    }

    @ParameterizedTest
    @EnumSource
    void everyCloseCodeCanBeTold(CloseCode code) {
        assertThat(new JsonMapper().readTree(written(new ServerMessage.Disconnect(code, Optional.empty()))).get("code").asInt())
                .isEqualTo(code.code());
    }

    @Test
    void aStoredMessageOfAUserCarriesSenderAndPosition() {
        Message message = new Message(CHANNEL, "greeting", Payload.ofJson("{\"a\":1.00}"), AT, Optional.of(ADA));
        assertThat(written(event(message, SEVENTH))).isEqualTo(
                "{\"type\":\"message\",\"channel\":\"room:lobby\",\"event\":\"greeting\",\"data\":{\"a\":1.00},\"timestamp\":" + SHOWN
                        + ",\"sender\":\"ada\",\"epoch\":\"e1\",\"offset\":7}");
    }

    @Test
    void aServersMessageWithoutHistoryCarriesNeither() {
        Message message = new Message(CHANNEL, "greeting", Payload.NULL, AT, Optional.empty());
        assertThat(written(event(message, Optional.empty()))).isEqualTo(
                "{\"type\":\"message\",\"channel\":\"room:lobby\",\"event\":\"greeting\",\"data\":null,\"timestamp\":" + SHOWN + "}");
    }

    @Test
    void aJoinShowsTheUserAndTheCount() {
        assertThat(written(event(new MemberJoined(CHANNEL, FULL, 3), Optional.empty())))
                .isEqualTo("{\"type\":\"presence:join\",\"channel\":\"room:lobby\",\"user\":" + FULL_JSON + ",\"count\":3}");
    }

    @Test
    void aLeaveShowsTheUserAndTheCount() {
        assertThat(written(event(new MemberLeft(CHANNEL, BARE, 0), Optional.empty())))
                .isEqualTo("{\"type\":\"presence:leave\",\"channel\":\"room:lobby\",\"user\":" + BARE_JSON + ",\"count\":0}");
    }

    @Test
    void aWholeSecondIsShownWithItsMilliseconds() {
        assertThat(written(new ServerMessage.Pong(Optional.empty(), Instant.parse("2026-03-01T00:00:00Z"))))
                .contains("\"2026-03-01T00:00:00.000Z\"");
    }

    static Stream<ServerMessage> everyKind() {
        String odd = "a\nb\r\n\u0000\u2028\"\\🦊ä";
        Member member = new Member(new UserId(RealmId.DEFAULT, odd), new Profile(Optional.of(odd), Optional.of(odd)));
        User user = new User(member.user(), member.profile(), Set.of(), AT);
        Roster roster = new Roster(List.of(member));
        Message said = new Message(CHANNEL, odd, Payload.ofJson("\"\\n\""), AT, Optional.of(member.user()));
        Message bytes = new Message(CHANNEL, odd, Payload.ofBinary(odd.getBytes(StandardCharsets.UTF_8)), AT, Optional.of(member.user()));
        return Stream.of(connected(user, Optional.empty()), new ServerMessage.Authenticated(id("1"), user),
                new ServerMessage.Subscribed(id("1"), LOBBY, Optional.of(new Position(odd, 1)), Optional.of(true),
                        Optional.of(List.of(new Delivery(said, SEVENTH), new Delivery(bytes, SEVENTH))), Optional.of(roster),
                        Optional.of(Payload.ofJson("{\"a\":\"\\n\"}"))),
                new ServerMessage.Removed(LOBBY, odd, Optional.of(ErrorCode.PERMISSION_DENIED)),
                new ServerMessage.Reached(LOBBY, new Position(odd, 1)),
                new ServerMessage.Gap(LOBBY, Skipped.one(Optional.of(new Position(odd, 1)))),
                new ServerMessage.Unsubscribed(id("1"), LOBBY),
                new ServerMessage.Ack(id("\"\\n🦊\"").orElseThrow(), LOBBY, Optional.of(new Position(odd, 1))),
                new ServerMessage.Presence(id("1"), LOBBY, roster), new ServerMessage.Pong(id("1"), AT), new ServerMessage.Heartbeat(AT),
                refused(Refusal.invalid(odd, odd, odd)), new ServerMessage.Disconnect(CloseCode.NORMAL, Optional.of(Duration.ofSeconds(1))),
                event(said, SEVENTH), event(bytes, SEVENTH), event(new RoomChanged(CHANNEL, true, Payload.ofJson("{}")), Optional.empty()),
                event(new RoomChanged(CHANNEL, false, Payload.ofJson("{}")), Optional.empty()),
                event(new RoomClosed(CHANNEL), Optional.empty()),
                event(new MemberJoined(CHANNEL, member, 1), Optional.empty()), event(new MemberLeft(CHANNEL, member, 1), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aMessageIsOneLine(ServerMessage message) {
        assertThat(written(message)).doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aMessageIsAnObjectWhoseTypeIsTheOneThatIsToldBeside(ServerMessage message) {
        assertThat(new JsonMapper().readTree(Frames.FORMAT.encode(message)).get("type").asString())
                .isEqualTo(Frames.FORMAT.typeOf(message));
    }

    @Test
    void oddCharactersInNamesArriveAsTheyWere() {
        String odd = "a\nb\u0000\u2028\"\\🦊ä";
        Message message = new Message(CHANNEL, odd, Payload.NULL, AT, Optional.empty());
        assertThat(new JsonMapper().readTree(Frames.FORMAT.encode(event(message, Optional.empty()))).get("event").asString())
                .isEqualTo(odd);
    }
}
