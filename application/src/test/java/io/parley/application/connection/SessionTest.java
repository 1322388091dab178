package io.parley.application.connection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.ManualClock;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.CloseCode;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Payload;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Whole conversations of a client with a hub in memory. */
class SessionTest {
    private static final ChannelId ROOM = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final Identity ADA = user("ada", 3600);
    private static final Identity BOB = user("bob", 3600);
    private static final Member ADA_MEMBER = new Member(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN);

    private final ManualExecutor executor = ManualExecutor.atOnce();
    private final TestNode node = new TestNode(executor);

    SessionTest() {
        node.tokens.with("ada's", ADA).with("ada's next", user("ada", 7200)).with("bob's", BOB);
    }

    private static Identity user(String subject, long expiresAfterSeconds) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(),
                ManualClock.START.plusSeconds(expiresAfterSeconds));
    }

    private TestClient connected(Identity identity) {
        return node.connects(Optional.of(identity), TestNode.HEARTBEAT);
    }

    private TestClient unknown() {
        return node.connects(Optional.empty(), TestNode.HEARTBEAT);
    }

    private static ErrorCode codeOf(ServerMessage message) {
        assertThat(message).isInstanceOf(ServerMessage.Refused.class);
        return ((ServerMessage.Refused) message).refusal().code();
    }

    private void storeIsAway(String... methods) {
        node.backplane.faults().storeIsAwayAt(methods);
        node.directory.faults().storeIsAwayAt(methods);
    }

    private void timePasses(long seconds) {
        node.timers.advance(Duration.ofSeconds(seconds));
    }

    @Nested
    class Opening {
        @Test
        void whoSaysWhoItIsInTheHandshakeIsConnectedAndHearsItsOwnChannel() {
            assertThat(connected(ADA).kinds()).containsExactly("Connected", "Subscribed");
        }

        @Test
        void connectedTellsTheNodeTheIdentityAndTheHeartbeat() {
            TestClient ada = connected(ADA);
            assertThat(ada.messages().getFirst())
                    .isEqualTo(new ServerMessage.Connected(ada.session().connection(), ADA, new NodeId("node-1"),
                            TestNode.HEARTBEAT, ManualClock.START));
        }

        @Test
        void theOwnChannelIsAnnouncedWithItsPositionAndWithoutAnId() {
            assertThat(connected(ADA).messages().getLast()).isEqualTo(new ServerMessage.Subscribed(Optional.empty(),
                    new ChannelName("private:user-ada"), Optional.of(new Position("epoch-1", 0)), Optional.empty(), Optional.empty()));
        }

        @Test
        void whatAServerTellsTheUserIsHeardOnEveryDevice() {
            List<TestClient> devices = List.of(connected(ADA), connected(ADA));
            node.publishing.broadcast(new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH)), new ChannelName("private:user-ada"),
                    "greeting", Payload.NULL);
            assertThat(devices).allSatisfy(device -> assertThat(device.messages(ServerMessage.Event.class)).hasSize(1));
        }

        @Test
        void whoShowsATokenFirstIsAuthenticatedThenConnected() {
            TestClient client = unknown();
            client.authenticates("1", "ada's");
            assertThat(client.kinds()).containsExactly("Authenticated", "Connected", "Subscribed");
        }

        @Test
        void theReplyToATokenCarriesItsId() {
            TestClient client = unknown();
            client.authenticates("1", "ada's");
            assertThat(client.replies("1")).containsExactly(new ServerMessage.Authenticated(Optional.of(new CommandId("1")), ADA));
        }

        @Test
        void whoSaysNothingIsToldNothingAtFirst() {
            assertThat(unknown().messages()).isEmpty();
        }

        @Test
        void aBadTokenIsAnsweredAndTheLineClosed() {
            TestClient client = unknown();
            client.authenticates("1", "forged");
            assertThat(client.kinds()).containsExactly("Refused", "Disconnect");
            assertThat(codeOf(client.replies("1").getFirst())).isEqualTo(ErrorCode.AUTH_REQUIRED);
            assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
        }

        @Test
        void whoSaysNothingUntilTheDeadlineIsRefused() {
            TestClient client = unknown();
            timePasses(10);
            assertThat(codeOf(client.messages().getFirst())).isEqualTo(ErrorCode.AUTH_REQUIRED);
            assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
        }

        @Test
        void whoSaysNothingBeforeTheDeadlineMayStillSpeak() {
            TestClient client = unknown();
            timePasses(9);
            client.authenticates("1", "ada's");
            timePasses(9);
            assertThat(client.downlink().closed()).isEmpty();
        }

        @Test
        void aCommandBeforeTheTokenIsRefusedAndTheConnectionStays() {
            TestClient client = unknown();
            client.subscribes("1", "room:1");
            assertThat(codeOf(client.replies("1").getFirst())).isEqualTo(ErrorCode.AUTH_REQUIRED);
            assertThat(client.downlink().closed()).isEmpty();
        }

        @Test
        void commandsBeforeTheTokenDoNotMoveTheDeadline() {
            TestClient client = unknown();
            timePasses(9);
            client.pings("1");
            timePasses(1);
            assertThat(client.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
        }

        @Test
        void aTokenThatCannotBeJudgedNowIsAnsweredAndMayBeShownAgain() {
            TestClient client = unknown();
            node.tokens.faults().storeIsAwayAt("authenticate");
            client.authenticates("1", "ada's");
            node.tokens.faults().heal();
            client.authenticates("2", "ada's");
            assertThat(codeOf(client.replies("1").getFirst())).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(client.replies("2")).hasSize(1).first().isInstanceOf(ServerMessage.Authenticated.class);
        }

        @Test
        void aFaultOfTheAuthenticatorIsAnsweredOnceAndTheConnectionStays() {
            TestClient client = unknown();
            node.tokens.faults().failAt("authenticate", new IllegalStateException("a fault in the adapter"));
            catchThrowable(() -> client.authenticates("1", "ada's"));
            node.tokens.faults().heal();
            client.authenticates("2", "ada's");
            assertThat(client.replies("1")).hasSize(1);
            assertThat(client.replies("2")).hasSize(1);
        }

        @Test
        void aServerWithAKeyHearsNoOwnChannel() {
            assertThat(connected(new Server(RealmId.DEFAULT, "backend", Set.of())).kinds()).containsExactly("Connected");
        }

        @Test
        void ifTheOwnChannelCannotBeEnteredTheClientIsToldAndStays() {
            storeIsAway("attach");
            TestClient ada = connected(ADA);
            assertThat(ada.kinds()).containsExactly("Connected", "Refused");
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void theHubTellsThatAConnectionOpened() {
            TestClient ada = connected(ADA);
            assertThat(node.events.events()).containsExactly(
                    new HubEvent.ConnectionOpened(ada.session().connection(), Transport.WEBSOCKET, ADA));
        }

        @Test
        void theHubTellsThatAConnectionWasRejected() {
            unknown().authenticates("1", "forged");
            assertThat(node.events.events()).hasSize(1).first().isInstanceOf(HubEvent.ConnectionRejected.class);
        }
    }

    @Nested
    class WithoutCredentials {
        private TestClient anonymous() {
            return connected(new Anonymous(RealmId.DEFAULT));
        }

        @Test
        void anAnonymousIsConnectedAtOnceAndHearsNoOwnChannel() {
            assertThat(anonymous().kinds()).containsExactly("Connected");
        }

        @Test
        void anAnonymousIsToldThatItIsNobody() {
            assertThat(anonymous().messages(ServerMessage.Connected.class).getFirst().identity()).isEqualTo(new Anonymous(RealmId.DEFAULT));
        }

        @Test
        void anAnonymousHearsPublicChannels() {
            TestClient client = anonymous();
            client.subscribes("1", "public:lobby");
            assertThat(client.replies("1").getFirst()).isInstanceOf(ServerMessage.Subscribed.class);
        }

        @Test
        void anAnonymousHearsNothingElse() {
            TestClient client = anonymous();
            client.subscribes("1", "chat:1");
            assertThat(codeOf(client.replies("1").getFirst())).isEqualTo(ErrorCode.PERMISSION_DENIED);
        }

        @Test
        void anAnonymousIsNotHeldToTheDeadline() {
            TestClient client = anonymous();
            timePasses(30);
            assertThat(client.downlink().closed()).isEmpty();
        }

        @Test
        void anAnonymousWhoShowsATokenIsNotGreetedTwice() {
            TestClient client = anonymous();
            client.authenticates("1", "ada's");
            assertThat(client.kinds()).containsExactly("Connected", "Authenticated", "Subscribed");
        }
    }

    @Nested
    class NewCredentials {
        @Test
        void aRefreshIsConfirmedAndNothingElseIsSaid() {
            TestClient ada = connected(ADA);
            ada.authenticates("1", "ada's next");
            assertThat(ada.kinds()).containsExactly("Connected", "Subscribed", "Authenticated");
        }

        @Test
        void aRefreshMovesTheExpiry() {
            TestClient ada = node.connects(Optional.of(ADA), TestNode.ONE_WAY);
            ada.authenticates("1", "ada's next");
            timePasses(7199);
            assertThat(ada.downlink().closed()).isEmpty();
            timePasses(1);
            assertThat(ada.downlink().closed()).contains(CloseCode.AUTHENTICATION_FAILED);
        }

        @Test
        void aRefreshKeepsTheChannels() {
            TestClient ada = connected(ADA);
            ada.subscribes("1", "room:1");
            ada.authenticates("2", "ada's next");
            assertThat(node.attendance.roster(ROOM).members()).containsExactly(ADA_MEMBER);
        }

        @Test
        void aBadTokenIsAnsweredAndChangesNothing() {
            TestClient ada = connected(ADA);
            ada.subscribes("1", "room:1");
            ada.authenticates("2", "forged");
            assertThat(codeOf(ada.replies("2").getFirst())).isEqualTo(ErrorCode.AUTH_REQUIRED);
            assertThat(ada.downlink().closed()).isEmpty();
            assertThat(node.attendance.roster(ROOM).members()).containsExactly(ADA_MEMBER);
        }

        @Test
        void anotherUserIsConfirmedAndHearsItsOwnChannelButIsNotGreetedAgain() {
            TestClient client = connected(ADA);
            client.authenticates("1", "bob's");
            assertThat(client.kinds()).containsExactly("Connected", "Subscribed", "Authenticated", "Subscribed");
            assertThat(client.messages(ServerMessage.Subscribed.class).getLast().channel()).hasToString("private:user-bob");
        }

        @Test
        void theUserBeforeLeavesAllRosters() {
            TestClient client = connected(ADA);
            client.subscribes("1", "room:1");
            client.authenticates("2", "bob's");
            assertThat(node.attendance.roster(ROOM)).isEqualTo(Roster.EMPTY);
        }

        @Test
        void theUserBeforeIsHeardNoMore() {
            TestClient client = connected(ADA);
            client.authenticates("1", "bob's");
            assertThat(node.backplane.attached()).containsExactly(new ChannelId(RealmId.DEFAULT, new ChannelName("private:user-bob")));
        }

        @Test
        void whatIsSaidAfterwardsIsSaidByTheNewUser() {
            TestClient client = connected(ADA);
            client.authenticates("1", "bob's");
            client.subscribes("2", "room:1");
            client.publishes("3", "room:1", "1");
            assertThat(((Message) client.messages(ServerMessage.Event.class).getFirst().delivery().event()).sender())
                    .contains(new UserId(RealmId.DEFAULT, "bob"));
        }

        @Test
        void aTokenThatCannotBeJudgedNowChangesNothing() {
            TestClient ada = connected(ADA);
            node.tokens.faults().storeIsAwayAt("authenticate");
            ada.authenticates("1", "bob's");
            assertThat(codeOf(ada.replies("1").getFirst())).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(ada.session().identity()).isEqualTo(ADA);
        }
    }

    static Stream<ClientCommand> everyCommandWithAnId() {
        Optional<CommandId> id = Optional.of(new CommandId("\"x\""));
        ChannelName room = ROOM.name();
        return Stream.of("chat:1", "room:1", "public:lobby", "nowhere", "private:user-bob").map(ChannelName::new)
                .flatMap(channel -> Stream.of(
                        new ClientCommand.Subscribe(id, channel, true, false), new ClientCommand.Subscribe(id, channel, false, true),
                        new ClientCommand.Unsubscribe(id, channel), new ClientCommand.Publish(id, channel, "greeting", Payload.NULL),
                        new ClientCommand.SeePresence(id, channel), new ClientCommand.Ping(id),
                        new ClientCommand.Authenticate(id, new Credentials.Token("ada's next")),
                        new ClientCommand.Authenticate(id, new Credentials.Token("bob's")),
                        new ClientCommand.Authenticate(id, new Credentials.Token("forged")),
                        new ClientCommand.Subscribe(id, room, true, true)));
    }

    @Nested
    class Asking {
        private final TestClient ada = connected(ADA);

        Asking() {
            ada.subscribes("0", "room:1");
        }

        @ParameterizedTest
        @MethodSource("io.parley.application.connection.SessionTest#everyCommandWithAnId")
        void everyIdIsAnsweredExactlyOnce(ClientCommand command) {
            ada.asks(command);
            assertThat(ada.replies("\"x\"")).hasSize(1);
        }

        @ParameterizedTest
        @MethodSource("io.parley.application.connection.SessionTest#everyCommandWithAnId")
        void everyIdIsAnsweredExactlyOnceWhenTheStoreIsAway(ClientCommand command) {
            storeIsAway("publish", "newest", "attach", "join", "leave", "roster");
            node.tokens.faults().storeIsAwayAt("authenticate");
            ada.asks(command);
            assertThat(ada.replies("\"x\"")).hasSize(1);
        }

        @ParameterizedTest
        @MethodSource("io.parley.application.connection.SessionTest#everyCommandWithAnId")
        void everyIdIsAnsweredExactlyOnceBeforeAuthentication(ClientCommand command) {
            TestClient client = unknown();
            client.asks(command);
            assertThat(client.replies("\"x\"")).hasSize(1);
        }

        @Test
        void aSubscribeIsAnsweredWithPositionAndRoster() {
            assertThat(ada.replies("0")).containsExactly(new ServerMessage.Subscribed(Optional.of(new CommandId("0")), ROOM.name(),
                    Optional.of(new Position("epoch-1", 0)), Optional.empty(), Optional.of(new Roster(List.of(ADA_MEMBER)))));
        }

        @Test
        void whoAsksForWhatItMissedIsNotToldThatItFollows() {
            ada.asks(new ClientCommand.Subscribe(Optional.of(new CommandId("1")), ROOM.name(), true, true));
            assertThat(((ServerMessage.Subscribed) ada.replies("1").getFirst()).recovered()).contains(false);
        }

        @Test
        void aPublishIsAcknowledgedWithItsPosition() {
            ada.publishes("1", "room:1", "1");
            assertThat(ada.replies("1")).containsExactly(
                    new ServerMessage.Ack(new CommandId("1"), ROOM.name(), Optional.of(new Position("epoch-1", 1))));
        }

        @Test
        void aPublishWithoutAnIdIsNotAcknowledged() {
            ada.asks(new ClientCommand.Publish(Optional.empty(), ROOM.name(), "greeting", Payload.NULL));
            assertThat(ada.messages(ServerMessage.Ack.class)).isEmpty();
        }

        @Test
        void aPublishWithoutAnIdThatIsRefusedIsAnsweredAllTheSame() {
            ada.asks(new ClientCommand.Publish(Optional.empty(), new ChannelName("nowhere"), "greeting", Payload.NULL));
            assertThat(codeOf(ada.downlink().last())).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        }

        @Test
        void aPublisherWhoListensHearsItsOwnMessage() {
            ada.publishes("1", "room:1", "\"hello\"");
            assertThat(ada.messages(ServerMessage.Event.class).getFirst().delivery().event()).isEqualTo(
                    new Message(ROOM, "greeting", Payload.ofJson("\"hello\""), ManualClock.START, ADA.user()));
        }

        @Test
        void aPublisherNeedNotListen() {
            ada.publishes("1", "chat:7", "1");
            assertThat(ada.replies("1").getFirst()).isInstanceOf(ServerMessage.Ack.class);
        }

        @Test
        void othersHearWhoComesAndGoes() {
            TestClient bob = connected(BOB);
            bob.subscribes("1", "room:1");
            bob.asks(new ClientCommand.Unsubscribe(Optional.empty(), ROOM.name()));
            assertThat(ada.messages(ServerMessage.Event.class)).extracting(event -> event.delivery().event()).hasExactlyElementsOfTypes(
                    MemberJoined.class, MemberLeft.class);
        }

        @Test
        void anUnsubscribeIsConfirmed() {
            ada.asks(new ClientCommand.Unsubscribe(Optional.of(new CommandId("1")), ROOM.name()));
            assertThat(ada.replies("1")).containsExactly(new ServerMessage.Unsubscribed(Optional.of(new CommandId("1")), ROOM.name()));
        }

        @Test
        void unsubscribingFromWhatIsNotHeardIsRefused() {
            ada.asks(new ClientCommand.Unsubscribe(Optional.of(new CommandId("1")), new ChannelName("chat:1")));
            assertThat(codeOf(ada.replies("1").getFirst())).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        }

        @Test
        void aSubscriberSeesWhoIsThere() {
            ada.asks(new ClientCommand.SeePresence(Optional.of(new CommandId("1")), ROOM.name()));
            assertThat(ada.replies("1")).containsExactly(
                    new ServerMessage.Presence(Optional.of(new CommandId("1")), ROOM.name(), new Roster(List.of(ADA_MEMBER))));
        }

        @Test
        void aPingIsAnsweredWithTheTime() {
            ada.sends("ping 1");
            assertThat(ada.replies("1")).containsExactly(new ServerMessage.Pong(Optional.of(new CommandId("1")), ManualClock.START));
        }

        @Test
        void aPingWithoutAnIdIsAnsweredToo() {
            ada.sends("ping");
            assertThat(ada.downlink().last()).isEqualTo(new ServerMessage.Pong(Optional.empty(), ManualClock.START));
        }

        @Test
        void malformedInputIsAnsweredWithItsIdAndTheConnectionStays() {
            ada.sends("nonsense 1");
            assertThat(codeOf(ada.replies("1").getFirst())).isEqualTo(ErrorCode.INVALID_MESSAGE);
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void malformedInputFromSomebodyUnknownIsAnsweredToo() {
            TestClient client = unknown();
            client.sends("nonsense 1");
            assertThat(codeOf(client.replies("1").getFirst())).isEqualTo(ErrorCode.INVALID_MESSAGE);
        }

        @Test
        void aMessageOverTheBoundIsRefusedAndTheConnectionStays() {
            ada.sends("p".repeat(TestNode.MAX_MESSAGE_BYTES + 1));
            assertThat(codeOf(ada.downlink().last())).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void aMessageOverTheBoundIsToldTheBound() {
            ada.sends("p".repeat(TestNode.MAX_MESSAGE_BYTES + 1));
            assertThat(((ServerMessage.Refused) ada.downlink().last()).refusal().details()).containsEntry("limit",
                    TestNode.MAX_MESSAGE_BYTES);
        }

        @Test
        void aMessageAtTheBoundIsRead() {
            ada.sends("ping " + "1".repeat(TestNode.MAX_MESSAGE_BYTES - 5));
            assertThat(ada.downlink().last()).isInstanceOf(ServerMessage.Pong.class);
        }

        @Test
        void aStoreThatIsAwayIsToldAsSuch() {
            storeIsAway("publish");
            ada.publishes("1", "room:1", "1");
            assertThat(codeOf(ada.replies("1").getFirst())).isEqualTo(ErrorCode.UNAVAILABLE);
        }

        @Test
        void aFaultOfTheHubIsToldAsSuch() {
            node.backplane.faults().failAt("publish", new IllegalStateException("a fault in the adapter"));
            ada.publishes("1", "room:1", "1");
            assertThat(codeOf(ada.replies("1").getFirst())).isEqualTo(ErrorCode.INTERNAL);
        }

        @Test
        void aFaultOfTheHubIsKnownToTheHub() {
            IllegalStateException fault = new IllegalStateException("a fault in the adapter");
            node.backplane.faults().failAt("publish", fault);
            ada.publishes("1", "room:1", "1");
            assertThat(node.events.events(HubEvent.Failed.class)).containsExactly(
                    new HubEvent.Failed(ada.session().connection(), "Publish", fault));
        }

        @Test
        void afterAFaultTheConnectionGoesOn() {
            node.backplane.faults().failAt("publish", new IllegalStateException("a fault in the adapter"));
            ada.publishes("1", "room:1", "1");
            node.backplane.faults().heal();
            ada.publishes("2", "room:1", "1");
            assertThat(ada.replies("2").getFirst()).isInstanceOf(ServerMessage.Ack.class);
        }

        @Test
        void commandsAreAnsweredInTheOrderInWhichTheyCame() {
            executor.hold();
            IntStream.range(0, 100).forEach(i -> ada.pings("p" + i));
            executor.runAll();
            assertThat(ada.messages(ServerMessage.Pong.class)).extracting(pong -> pong.id().orElseThrow().json())
                    .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "p" + i).toList());
        }
    }

    @Nested
    class Staying {
        @Test
        void theHubPingsEveryInterval() {
            TestClient ada = connected(ADA);
            timePasses(50);
            assertThat(ada.downlink().pings()).isEqualTo(2);
        }

        @Test
        void whoIsHeardStays() {
            TestClient ada = connected(ADA);
            IntStream.range(0, 10).forEach(_ -> {
                timePasses(50);
                ada.session().heard();
            });
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void whoSendsNonsenseIsHeardToo() {
            TestClient ada = connected(ADA);
            timePasses(50);
            ada.sends("nonsense");
            timePasses(50);
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void whoCannotAnswerIsNeverTimedOut() {
            TestClient ada = node.connects(Optional.of(ADA), TestNode.ONE_WAY);
            timePasses(3599);
            assertThat(ada.downlink().closed()).isEmpty();
        }

        @Test
        void aConnectionHoldsOneTimer() {
            TestClient ada = connected(ADA);
            IntStream.range(0, 100).forEach(i -> ada.pings("p" + i));
            assertThat(node.timers.pending()).hasSize(1);
        }
    }

    /** How a connection that is in use can end, and what the client is told. */
    private enum WayOut {
        THE_TOKEN_EXPIRES(CloseCode.AUTHENTICATION_FAILED, (test, client) -> {
            for (int i = 0; i < 72; i++) {
                client.session().heard();
                test.timePasses(50);
            }
        }), THE_CLIENT_IS_SILENT(CloseCode.HEARTBEAT_TIMEOUT,
                (test, client) -> test.timePasses(60)), THE_CLIENT_READS_TOO_SLOWLY(CloseCode.SLOW_CONSUMER, (test, client) -> {
                    client.downlink().readsNothingButHasRoomFor(3);
                    IntStream.range(0, 10).forEach(i -> test.connected(BOB).publishes("b" + i, "room:1", "1"));
                }), THE_CLIENT_ASKS_TOO_FAST(CloseCode.RATE_ABUSED, (test, client) -> {
                    test.executor.hold();
                    IntStream.rangeClosed(0, Session.MAILBOX_CAPACITY).forEach(i -> client.pings("p" + i));
                    test.executor.runAll();
                }), THE_HUB_STOPS(CloseCode.GOING_AWAY, (test, client) -> test.node.hub.stop()), THE_LINE_ENDS(null,
                        (test, client) -> client.session().closed("gone"));

        private final CloseCode code;
        private final BiConsumer<SessionTest, TestClient> deed;

        WayOut(CloseCode code, BiConsumer<SessionTest, TestClient> deed) {
            this.code = code;
            this.deed = deed;
        }
    }

    @Nested
    class Ending {
        private TestClient leavesBy(WayOut way) {
            TestClient ada = connected(ADA);
            ada.subscribes("1", "room:1");
            way.deed.accept(SessionTest.this, ada);
            return ada;
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void theLineIsClosedWithTheReasonsCode(WayOut way) {
            assertThat(leavesBy(way).downlink().closed()).isEqualTo(Optional.ofNullable(way.code));
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void theLineIsClosedOnceAtMost(WayOut way) {
            TestClient client = leavesBy(way);
            client.session().closed("gone");
            node.hub.stop();
            timePasses(9999);
            assertThat(client.downlink().closes()).isEqualTo(way.code == null ? 0 : 1);
        }

        @ParameterizedTest
        @EnumSource(value = WayOut.class, mode = EnumSource.Mode.EXCLUDE, names = {"THE_LINE_ENDS", "THE_CLIENT_READS_TOO_SLOWLY"})
        void theLastWordSaysWhy(WayOut way) {
            assertThat(leavesBy(way).downlink().last()).isEqualTo(new ServerMessage.Disconnect(way.code));
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void theRosterIsLeft(WayOut way) {
            leavesBy(way);
            assertThat(node.attendance.roster(ROOM)).isEqualTo(Roster.EMPTY);
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void theChannelsAreLeft(WayOut way) {
            TestClient ada = leavesBy(way);
            assertThat(ada.session().entered()).isEmpty();
            assertThat(node.backplane.attached()).doesNotContain(ROOM, new ChannelId(RealmId.DEFAULT, new ChannelName("private:user-ada")));
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void theHubForgetsTheConnection(WayOut way) {
            int others = node.hub.size();
            TestClient ada = leavesBy(way);
            assertThat(node.events.events(HubEvent.ConnectionClosed.class)).filteredOn(
                    closed -> closed.connection().equals(ada.session().connection())).hasSize(1);
            assertThat(node.hub.size() - others).isEqualTo(way == WayOut.THE_CLIENT_READS_TOO_SLOWLY ? 10 : 0);
        }

        @ParameterizedTest
        @EnumSource(value = WayOut.class, mode = EnumSource.Mode.EXCLUDE, names = "THE_CLIENT_READS_TOO_SLOWLY")
        void noTimerIsLeft(WayOut way) {
            leavesBy(way);
            assertThat(node.timers.pending()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void nothingIsSaidAfterTheEnd(WayOut way) {
            TestClient ada = leavesBy(way);
            int said = ada.messages().size();
            ada.pings("late");
            ada.sends("nonsense late");
            ada.authenticates("late", "bob's");
            assertThat(ada.messages()).hasSize(said);
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void otherNodesHearThatTheUserLeftOnce(WayOut way) {
            RecordingListener elsewhere = new RecordingListener();
            new InMemoryBackplane(node.store).attach(ROOM, elsewhere);
            leavesBy(way);
            assertThat(elsewhere.events()).filteredOn(MemberLeft.class::isInstance).containsExactly(new MemberLeft(ROOM, ADA_MEMBER, 0));
        }

        @ParameterizedTest
        @EnumSource(WayOut.class)
        void aRosterThatCannotBeLeftNowIsLeftLater(WayOut way) {
            node.directory.faults().storeIsAwayAt("leave");
            leavesBy(way);
            node.directory.faults().heal();
            node.attendance.keepUp();
            assertThat(node.attendance.roster(ROOM)).isEqualTo(Roster.EMPTY);
        }

        @Test
        void expiryIsToldBeforeTheLineIsClosed() {
            TestClient ada = leavesBy(WayOut.THE_TOKEN_EXPIRES);
            assertThat(ada.messages(ServerMessage.Refused.class)).extracting(SessionTest::codeOf).containsExactly(ErrorCode.AUTH_REQUIRED);
        }

        @Test
        void aFloodEndsBeforeWhatStillWaits() {
            assertThat(leavesBy(WayOut.THE_CLIENT_ASKS_TOO_FAST).messages(ServerMessage.Pong.class)).isEmpty();
        }

        @Test
        void whoIsUnknownWhenTheHubStopsIsToldToo() {
            TestClient client = unknown();
            node.hub.stop();
            assertThat(client.downlink().closed()).contains(CloseCode.GOING_AWAY);
        }

        @Test
        void whoGoesWhileUnknownIsForgotten() {
            unknown().session().closed("gone");
            assertThat(node.hub.size()).isZero();
        }

        @Test
        void aFaultWhileLeavingDoesNotKeepTheConnectionAtTheHub() {
            TestClient ada = connected(ADA);
            ada.subscribes("1", "room:1");
            node.directory.faults().failAt("leave", new IllegalStateException("a fault in the adapter"));
            catchThrowable(() -> ada.session().closed("gone"));
            assertThat(node.hub.size()).isZero();
        }
    }

    @Nested
    class AtOnce {
        @Test
        void manyClientsInOneRoomHearTheSameInTheSameOrder() {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                TestNode busy = new TestNode(threads);
                List<TestClient> clients = IntStream.range(0, 10)
                        .mapToObj(i -> busy.connects(Optional.of(user("user-" + i, 3600)), TestNode.HEARTBEAT)).toList();
                clients.forEach(client -> client.subscribes("s", "room:1"));
                Awaitility.await().until(() -> clients.stream().allMatch(client -> client.replies("s").size() == 1));
                clients.forEach(client -> IntStream.range(0, 20).forEach(i -> client.publishes("p" + i, "room:1", "1")));
                Awaitility.await().until(() -> clients.stream().allMatch(client -> offsets(client).size() == 200));
                List<Long> all = Stream.iterate(1L, offset -> offset + 1).limit(200).toList();
                assertThat(clients).allSatisfy(client -> assertThat(offsets(client)).isEqualTo(all));
            }
        }

        @Test
        void everyIdOfManyClientsIsAnsweredExactlyOnce() {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                TestNode busy = new TestNode(threads);
                List<TestClient> clients = IntStream.range(0, 10)
                        .mapToObj(i -> busy.connects(Optional.of(user("user-" + i, 3600)), TestNode.HEARTBEAT)).toList();
                clients.forEach(client -> IntStream.range(0, 50).forEach(i -> ask(client, i)));
                Awaitility.await().until(() -> clients.stream().allMatch(client -> !client.replies("c49").isEmpty()));
                assertThat(clients).allSatisfy(
                        client -> assertThat(IntStream.range(0, 50).map(i -> client.replies("c" + i).size())).containsOnly(1));
            }
        }

        private static void ask(TestClient client, int number) {
            String id = "c" + number;
            switch (number % 4) {
                case 0 -> client.subscribes(id, "room:" + number % 8);
                case 1 -> client.publishes(id, "room:1", "1");
                case 2 -> client.pings(id);
                default -> client.subscribes(id, "nowhere");
            }
        }

        private static List<Long> offsets(TestClient client) {
            return client.messages(ServerMessage.Event.class).stream().flatMap(event -> event.delivery().position().stream())
                    .map(Position::offset).toList();
        }
    }
}
