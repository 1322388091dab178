package io.parley.application.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.presence.Unversioned;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every way in which a connection that is in use can end. */
class SessionEndingTest {
    private static final ChannelId CHAT = People.channel("chat:1");

    private final ManualExecutor executor = ManualExecutor.atOnce();
    private final TestNode node = new TestNode(executor);

    private enum WayOut {
        THE_TOKEN_EXPIRES(CloseCode.AUTHENTICATION_FAILED, null, (test, client) -> {
            for (int i = 0; i < 72; i++) {
                client.session().heard();
                test.node.timePasses(50);
            }
        }), THE_CLIENT_IS_SILENT(CloseCode.HEARTBEAT_TIMEOUT, null,
                (test, client) -> test.node.timePasses(60)), THE_CLIENT_READS_TOO_SLOWLY(CloseCode.SLOW_CONSUMER, null, (test, client) -> {
                    client.downlink().readsNothingButHasRoomFor(3);
                    IntStream.range(0, 10).forEach(_ -> test.node.broadcasts("room:1", "greeting"));
                }), THE_CLIENT_ASKS_TOO_FAST(CloseCode.RATE_ABUSED, Duration.ofSeconds(10), (test, client) -> {
                    test.executor.hold();
                    IntStream.rangeClosed(0, Session.MAILBOX_CAPACITY).forEach(i -> client.pings("p" + i));
                    test.executor.runAll();
                }), THE_CLIENT_SPEAKS_ANOTHER_LANGUAGE(CloseCode.PROTOCOL_VIOLATION, null,
                        (test, client) -> IntStream.range(0, 10).forEach(_ -> client.sends("nonsense"))), THE_USER_IS_DISMISSED(
                                CloseCode.DISMISSED, null,
                                (test, client) -> test.node.parts.rooms.dismiss(People.BACKEND, People.ADA.id())), THE_HUB_STOPS(
                                        CloseCode.GOING_AWAY, Duration.ofSeconds(1), (test, client) -> test.node.hub.stop()), THE_LINE_ENDS(
                                                null, null, (test, client) -> client.session().closed("gone"));

        private final Optional<CloseCode> code;
        private final Optional<Duration> retryAfter;
        private final BiConsumer<SessionEndingTest, TestClient> deed;

        WayOut(@Nullable CloseCode code, @Nullable Duration retryAfter, BiConsumer<SessionEndingTest, TestClient> deed) {
            this.code = Optional.ofNullable(code);
            this.retryAfter = Optional.ofNullable(retryAfter);
            this.deed = deed;
        }
    }

    private TestClient inTwoRooms() {
        TestClient ada = node.connects(People.ADA);
        ada.subscribes("1", "room:1");
        ada.subscribes("2", "chat:1");
        return ada;
    }

    private TestClient leavesBy(WayOut way) {
        TestClient ada = inTwoRooms();
        way.deed.accept(this, ada);
        return ada;
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theLineIsClosedWithTheReasonsCode(WayOut way) {
        assertThat(leavesBy(way).downlink().closed()).isEqualTo(way.code);
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theLineIsClosedOnceAtMost(WayOut way) {
        TestClient client = leavesBy(way);
        client.session().closed("gone");
        node.hub.stop();
        node.timePasses(9999);
        executor.runAll();
        assertThat(client.downlink().closes()).isEqualTo(way.code.isPresent() ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(value = WayOut.class, mode = EnumSource.Mode.EXCLUDE, names = {"THE_LINE_ENDS", "THE_CLIENT_READS_TOO_SLOWLY"})
    void theLastWordSaysWhyAndWhenToComeBack(WayOut way) {
        assertThat(leavesBy(way).downlink().last()).isEqualTo(new ServerMessage.Disconnect(way.code.orElseThrow(), way.retryAfter));
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theRostersAreLeft(WayOut way) {
        leavesBy(way);
        assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
        assertThat(node.parts.attendance.roster(CHAT).members()).isEmpty();
    }

    private void hearsNothingMore(TestClient client) {
        assertThat(client.hears()).isEmpty();
        assertThat(node.parts.backplane.attached()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theChannelsAreLeft(WayOut way) {
        hearsNothingMore(leavesBy(way));
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theHubForgetsTheConnection(WayOut way) {
        leavesBy(way);
        assertThat(node.hub.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theHubTellsOnceThatTheConnectionClosedAndWhy(WayOut way) {
        TestClient ada = leavesBy(way);
        ada.session().closed("gone");
        executor.runAll();
        assertThat(node.told(HubEvent.ConnectionClosed.class)).containsExactly(new HubEvent.ConnectionClosed(ada.session().connection(),
                Transport.WEBSOCKET, People.ADA, way.code.map(CloseCode::reason).orElse("gone")));
        assertThat(node.told(HubEvent.ConnectionRejected.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void noTimerIsLeft(WayOut way) {
        leavesBy(way);
        assertThat(node.parts.timers.pending()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void nothingIsSaidAfterTheEnd(WayOut way) {
        TestClient ada = leavesBy(way);
        int said = ada.messages().size();
        ada.pings("late");
        ada.sends("nonsense late");
        ada.sendsBinary("nonsense late");
        ada.authenticates("late", "bob's");
        ada.logsOut("late");
        node.broadcasts("room:1", "late");
        executor.runAll();
        assertThat(ada.messages()).hasSize(said);
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void otherNodesHearThatTheUserLeftOnce(WayOut way) {
        RecordingListener elsewhere = new RecordingListener();
        new InMemoryBackplane(node.cluster.backplane).attach(People.ROOM, elsewhere);
        leavesBy(way);
        assertThat(Unversioned.of(elsewhere.events())).filteredOn(MemberLeft.class::isInstance)
                .containsExactly(new MemberLeft(People.ROOM, People.ADA_MEMBER, 0));
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void theChannelsAreLeftEvenIfTheStoreIsAway(WayOut way) {
        TestClient ada = inTwoRooms();
        node.parts.presence.faults().storeIsAwayAt("leave");
        way.deed.accept(this, ada);
        hearsNothingMore(ada);
        assertThat(node.hub.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void rostersThatCannotBeLeftNowAreLeftLater(WayOut way) {
        TestClient ada = inTwoRooms();
        node.parts.presence.faults().storeIsAwayAt("leave");
        way.deed.accept(this, ada);
        node.parts.storeIsBack();
        node.parts.attendance.keepUp();
        assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
        assertThat(node.parts.attendance.roster(CHAT).members()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void aFaultWhileOneChannelIsLeftKeepsNeitherTheOthersNorTheConnection(WayOut way) {
        TestClient ada = inTwoRooms();
        node.parts.presence.faults().failAt("leave", new IllegalStateException("a fault in the adapter"));
        way.deed.accept(this, ada);
        hearsNothingMore(ada);
        assertThat(node.hub.size()).isZero();
        assertThat(ada.downlink().closed()).isEqualTo(way.code);
        assertThat(node.told(HubEvent.Failed.class)).isNotEmpty();
    }

    @Test
    void expiryIsToldBeforeTheLineIsClosed() {
        TestClient ada = leavesBy(WayOut.THE_TOKEN_EXPIRES);
        assertThat(ada.messages(ServerMessage.Refused.class)).extracting(TestClient::codeOf).containsExactly(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aFloodEndsBeforeWhatStillWaits() {
        assertThat(leavesBy(WayOut.THE_CLIENT_ASKS_TOO_FAST).messages(ServerMessage.Pong.class)).isEmpty();
    }

    @Test
    void whatFillsTheMailboxIsNoFloodYet() {
        TestClient ada = node.connects(People.ADA);
        executor.hold();
        IntStream.range(0, Session.MAILBOX_CAPACITY).forEach(i -> ada.pings("p" + i));
        executor.runAll();
        assertThat(ada.messages(ServerMessage.Pong.class)).hasSize(Session.MAILBOX_CAPACITY);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @Test
    void theEndOfTheLineIsHeardThoughTheMailboxIsFull() {
        TestClient ada = node.connects(People.ADA);
        executor.hold();
        IntStream.range(0, Session.MAILBOX_CAPACITY).forEach(i -> ada.pings("p" + i));
        ada.session().closed("gone");
        executor.runAll();
        assertThat(node.hub.size()).isZero();
    }
}
