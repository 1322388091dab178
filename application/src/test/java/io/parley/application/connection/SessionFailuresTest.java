package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.Faults;
import io.parley.application.Unavailable;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Credentials;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Priority;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client is answered when a store is away or the hub fails. */
class SessionFailuresTest {
    private static final String[] METHODS = {"publish", "read", "attach", "join", "leave", "roster", "find", "keep", "forget"};
    private static final Optional<CommandId> ONE = Optional.of(new CommandId("1"));
    private static final IllegalStateException FAULT = new IllegalStateException("a fault in the adapter");
    private static final ChannelName CHAT = new ChannelName("chat:1");

    /** Each command with what of the stores it cannot do without. */
    static final List<Arguments> NEEDS = List.of(
            Arguments.of(ClientCommand.Subscribe.class, "find", subscribe(CHAT)),
            Arguments.of(ClientCommand.Subscribe.class, "attach", subscribe(CHAT)),
            Arguments.of(ClientCommand.Subscribe.class, "join", subscribe(CHAT)),
            Arguments.of(ClientCommand.Subscribe.class, "roster", subscribe(CHAT)),
            Arguments.of(ClientCommand.Subscribe.class, "read", subscribe(CHAT)),
            Arguments.of(ClientCommand.Publish.class, "publish",
                    ClientCommand.Publish.of(ONE, People.ROOM.name(), "greeting", Payload.NULL, Priority.NORMAL)),
            Arguments.of(ClientCommand.Publish.class, "find",
                    ClientCommand.Publish.of(ONE, CHAT, "greeting", Payload.NULL, Priority.NORMAL)),
            Arguments.of(ClientCommand.SeePresence.class, "roster", new ClientCommand.SeePresence(ONE, People.ROOM.name())),
            Arguments.of(ClientCommand.Authenticate.class, "authenticate",
                    new ClientCommand.Authenticate(ONE, new Credentials.Token("ada's next"))));

    private final TestNode node = new TestNode();
    private final TestClient ada = node.connects(People.ADA);

    private static ClientCommand subscribe(ChannelName channel) {
        return new ClientCommand.Subscribe(ONE, channel, true, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    @BeforeEach
    void isInTheRoom() {
        ada.subscribes("0", "room:1");
    }

    private Stream<Faults> everywhere() {
        return Stream.of(node.parts.backplane.faults(), node.parts.presence.faults(), node.parts.directory.faults(),
                node.parts.copies.faults(), node.parts.tokens.faults());
    }

    private void away(String... methods) {
        everywhere().forEach(port -> port.storeIsAwayAt(methods));
    }

    private void broken(String... methods) {
        everywhere().forEach(port -> Stream.of(methods).forEach(method -> port.failAt(method, FAULT)));
    }

    private void healed() {
        everywhere().forEach(Faults::heal);
    }

    static Stream<ClientCommand> everyCommand() {
        return EveryCommand.withId("1");
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyIdIsAnsweredExactlyOnceWhenTheStoresAreAway(ClientCommand command) {
        away(METHODS);
        away("authenticate");
        ada.asks(command);
        assertThat(ada.replies("1")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyIdIsAnsweredExactlyOnceWhenTheStoresAreBroken(ClientCommand command) {
        broken(METHODS);
        broken("authenticate");
        ada.asks(command);
        assertThat(ada.replies("1")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyIdIsAnsweredExactlyOnceWhenTheStoresAnswersAreLost(ClientCommand command) {
        Stream.of(METHODS).forEach(method -> everywhere().forEach(port -> port.answerIsLostAt(method)));
        ada.asks(command);
        assertThat(ada.replies("1")).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("NEEDS")
    void aStoreThatIsAwayIsToldAsSuch(Class<?> kind, String method, ClientCommand command) {
        away(method);
        ada.asks(command);
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @FieldSource("NEEDS")
    void aFaultOfTheHubIsToldAsSuch(Class<?> kind, String method, ClientCommand command) {
        broken(method);
        ada.asks(command);
        assertThat(ada.refusal("1")).isEqualTo(ErrorCode.INTERNAL);
    }

    @ParameterizedTest
    @FieldSource("NEEDS")
    void aFaultOfTheHubIsKnownToTheHub(Class<?> kind, String method, ClientCommand command) {
        broken(method);
        ada.asks(command);
        assertThat(node.told(HubEvent.Failed.class))
                .containsExactly(new HubEvent.Failed(ada.session().connection(), kind.getSimpleName(), FAULT));
    }

    @ParameterizedTest
    @FieldSource("NEEDS")
    void aStoreThatIsAwayIsKnownToTheHub(Class<?> kind, String method, ClientCommand command) {
        away(method);
        ada.asks(command);
        assertThat(node.told(HubEvent.Failed.class)).hasSize(1).first()
                .satisfies(failed -> assertThat(failed.cause()).isInstanceOf(Unavailable.class))
                .extracting(HubEvent.Failed::deed).isEqualTo(kind.getSimpleName());
    }

    @ParameterizedTest
    @FieldSource("NEEDS")
    void afterAFaultTheConnectionGoesOn(Class<?> kind, String method, ClientCommand command) {
        broken(method);
        ada.asks(command);
        healed();
        ada.pings("2");
        assertThat(ada.reply("2")).isInstanceOf(ServerMessage.Pong.class);
        assertThat(ada.downlink().closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "attach", "join", "roster", "read"})
    void aChannelThatWasNotEnteredIsNotHeard(String method) {
        away(method);
        ada.asks(subscribe(CHAT));
        healed();
        node.parts.attendance.keepUp();
        assertThat(ada.hears()).doesNotContain(CHAT);
        assertThat(node.parts.backplane.attached()).doesNotContain(People.channel("chat:1"));
        assertThat(node.parts.attendance.roster(People.channel("chat:1")).members()).isEmpty();
    }

    @Test
    void whoLeavesAChannelHasLeftItEvenIfTheStoreIsAway() {
        away("leave");
        ada.unsubscribes("1", "room:1");
        assertThat(ada.reply("1")).isInstanceOf(ServerMessage.Unsubscribed.class);
        assertThat(ada.hears()).doesNotContain(People.ROOM.name());
    }

    @Test
    void whatIsLeftWhileTheStoreIsAwayIsLeftThereLater() {
        away("leave");
        ada.unsubscribes("1", "room:1");
        healed();
        node.parts.attendance.keepUp();
        assertThat(node.parts.attendance.roster(People.ROOM).members()).isEmpty();
    }
}
