package io.parley.application.connection;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.ManualClock;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client is answered that asks for something. */
class SessionCommandsTest {
    private static final Optional<CommandId> ONE = Optional.of(new CommandId("1"));

    private final ManualExecutor executor = ManualExecutor.atOnce();
    private final TestNode node = new TestNode(executor);
    private final TestClient ada = node.connects(People.ADA);

    @BeforeEach
    void isInTheRoom() {
        ada.subscribes("0", "room:1");
    }

    @Test
    void aSubscribeIsAnsweredWithPositionAndRoster() {
        assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.ADA_MEMBER);
        assertThat(ada.reply("0")).isEqualTo(new ServerMessage.Subscribed(Optional.of(new CommandId("0")), People.ROOM.name(),
                Optional.of(new Position("epoch-1", 0)), Optional.empty(), Optional.empty(),
                Optional.of(node.parts.attendance.roster(People.ROOM)), Optional.empty()));
    }

    @Test
    void aSubscribeToARoomIsAnsweredWithItsMetadata() {
        Payload metadata = Payload.ofJson("{\"title\":\"Roof\"}");
        node.parts.rooms.put(People.BACKEND, new ChannelName("chat:1"), new Room(Optional.empty(), metadata, Optional.empty(),
                Room.PLAIN.capacity(), Room.PLAIN.rules()));
        ada.subscribes("1", "chat:1");
        assertThat(((ServerMessage.Subscribed) ada.reply("1")).metadata()).contains(metadata);
    }

    @Test
    void aSubscribeIsAnsweredBeforeAnythingElseOfTheChannel() {
        assertThat(ada.kinds()).containsExactly("Connected", "Subscribed", "Subscribed", "Event");
    }

    private static ClientCommand.Subscribe subscribe(Optional<Position> recover, int history) {
        return new ClientCommand.Subscribe(ONE, People.ROOM.name(), true, recover, history, Optional.empty(), Optional.empty());
    }

    @Test
    void whoAsksForWhatItMissedInALostHistoryIsToldThatItDoesNotFollow() {
        ada.asks(subscribe(Optional.of(new Position("lost", 3)), 0));
        assertThat(((ServerMessage.Subscribed) ada.reply("1")).recovered()).contains(false);
    }

    @Test
    void whoAsksForWhatWasSaidLastIsToldIt() {
        IntStream.range(0, 3).forEach(i -> node.broadcasts("room:1", "event-" + i));
        ada.asks(subscribe(Optional.empty(), 2));
        assertThat(((ServerMessage.Subscribed) ada.reply("1")).messages().orElseThrow())
                .extracting(said -> ((Message) said.event()).event()).containsExactly("event-1", "event-2");
    }

    @Test
    void aRepeatedSubscribeIsAnsweredAnewAndChangesNoRoster() {
        TestClient bob = node.connects(People.BOB);
        bob.subscribes("1", "room:1");
        bob.subscribes("2", "room:1");
        assertThat(bob.reply("2")).isInstanceOf(ServerMessage.Subscribed.class);
        assertThat(ada.heard(MemberJoined.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"nowhere, CHANNEL_NOT_FOUND", "private:room-7, CHANNEL_NOT_FOUND", "private:user-bob, PERMISSION_DENIED",
            "docs.7, PERMISSION_DENIED", "admin:ops, PERMISSION_DENIED", "system:all, PERMISSION_DENIED"})
    void aSubscribeThatIsRefusedIsToldWhy(String channel, ErrorCode why) {
        ada.subscribes("1", channel);
        assertThat(ada.refusal("1")).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"nowhere, CHANNEL_NOT_FOUND", "private:user-ada, PERMISSION_DENIED", "event:1, PERMISSION_DENIED",
            "system:all, PERMISSION_DENIED"})
    void aPublishThatIsRefusedIsToldWhy(String channel, ErrorCode why) {
        ada.publishes("1", channel, "1");
        assertThat(ada.refusal("1")).isEqualTo(why);
    }

    @Test
    void aFilterThatMeansNothingIsToldWhere() {
        ada.subscribesFor("1", "chat:1", "message.event = 'x'");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(((ServerMessage.Refused) ada.reply("1")).refusal().details()).containsKey("position");
    }

    @Test
    void aPublishIsAcknowledgedWithItsPosition() {
        ada.publishes("1", "room:1", "1");
        assertThat(ada.reply("1"))
                .isEqualTo(new ServerMessage.Ack(ONE.orElseThrow(), People.ROOM.name(), Optional.of(new Position("epoch-1", 1))));
    }

    @Test
    void aPublishWhereNothingIsKeptIsAcknowledgedWithoutAPosition() {
        ada.publishes("1", "public:lobby", "1");
        assertThat(ada.reply("1")).isEqualTo(new ServerMessage.Ack(ONE.orElseThrow(), new ChannelName("public:lobby"), Optional.empty()));
    }

    @Test
    void aPublishWithoutAnIdIsNotAcknowledged() {
        ada.asks(ClientCommand.Publish.of(Optional.empty(), People.ROOM.name(), "greeting", Payload.NULL, Priority.NORMAL));
        assertThat(ada.messages(ServerMessage.Ack.class)).isEmpty();
        assertThat(ada.heard(Message.class)).hasSize(1);
    }

    @Test
    void aPublisherHearsItself() {
        ada.publishes("1", "room:1", "{\"a\": 1}");
        assertThat(ada.heard(Message.class)).containsExactly(new Message(People.ROOM, "greeting", Payload.ofJson("{\"a\": 1}"),
                ManualClock.START, People.ADA.user(), Audience.EVERYBODY, Priority.NORMAL));
    }

    @Test
    void anUnsubscribeIsConfirmedAndNothingMoreIsHeard() {
        ada.unsubscribes("1", "room:1");
        node.broadcasts("room:1", "greeting");
        assertThat(ada.reply("1")).isEqualTo(new ServerMessage.Unsubscribed(ONE, People.ROOM.name()));
        assertThat(ada.heard(Message.class)).isEmpty();
        assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"chat:1", "nowhere", "system:all"})
    void unsubscribingFromWhatWasNotAskedForIsRefused(String channel) {
        ada.unsubscribes("1", channel);
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aSubscriberSeesWhoIsThere() {
        ada.seesPresence("1", "room:1");
        assertThat(ada.reply("1"))
                .isEqualTo(new ServerMessage.Presence(ONE, People.ROOM.name(), node.parts.attendance.roster(People.ROOM)));
    }

    @Test
    void whoDoesNotHearAChannelDoesNotSeeWhoIsThere() {
        ada.seesPresence("1", "chat:1");
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void aPingIsAnsweredWithTheTime() {
        node.timePasses(1);
        ada.pings("1");
        assertThat(ada.reply("1")).isEqualTo(new ServerMessage.Pong(ONE, ManualClock.START.plusSeconds(1)));
    }

    @Test
    void aPingWithoutAnIdIsAnsweredToo() {
        ada.asks(new ClientCommand.Ping(Optional.empty()));
        assertThat(ada.downlink().last()).isEqualTo(new ServerMessage.Pong(Optional.empty(), ManualClock.START));
    }

    @Test
    void commandsAreAnsweredInTheOrderInWhichTheyCame() {
        executor.hold();
        IntStream.range(0, 100).forEach(i -> ada.pings("p" + i));
        executor.runAll();
        assertThat(ada.messages(ServerMessage.Pong.class)).extracting(pong -> pong.id().orElseThrow().json())
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "p" + i).toList());
    }

    static Stream<ClientCommand> everyCommand() {
        return EveryCommand.withId("1");
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyIdIsAnsweredExactlyOnce(ClientCommand command) {
        ada.asks(command);
        assertThat(ada.replies("1")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyIdOfSomebodyUnknownIsAnsweredExactlyOnce(ClientCommand command) {
        TestClient unknown = node.connectsUnknown();
        unknown.asks(command);
        assertThat(unknown.replies("1")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyIdOfNobodyIsAnsweredExactlyOnce(ClientCommand command) {
        TestClient nobody = TestNode.open().connectsAsNobody();
        nobody.asks(command);
        assertThat(nobody.replies("1")).hasSize(1);
    }
}
