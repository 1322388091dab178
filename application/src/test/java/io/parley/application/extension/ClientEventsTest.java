package io.parley.application.extension;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.extension.ExtensionWatch.Failure;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What becomes of events that clients send. */
class ClientEventsTest {
    private static final Payload DATA = Payload.ofJson("{\"sides\":6}");
    private static final Outcome<Reply> DONE = Outcome.done(Reply.DONE);
    private static final ChannelId LOBBY = new ChannelId(RealmId.DEFAULT, new ChannelName("public:lobby"));
    private static final ChannelId OWN = new ChannelId(RealmId.DEFAULT, ChannelName.ownOf(new UserId(RealmId.DEFAULT, "ada")));

    private final InMemoryNode node = new InMemoryNode();
    private final RecordingListener heard = new RecordingListener();

    private record Handler(Set<String> events, BiFunction<ClientEvent, HubActions, Outcome<Reply>> deed) implements ClientEventHandler {
        @Override
        public Outcome<Reply> handle(ClientEvent event, HubActions hub) {
            return deed.apply(event, hub);
        }
    }

    @BeforeEach
    void somebodyListens() {
        List.of(LOBBY, OWN).forEach(channel -> node.backplane.attach(channel, heard));
    }

    private ClientEvents events(ClientEventHandler... handlers) {
        return new ClientEvents(List.of(handlers), node.guards, node.actions(), node.json);
    }

    private Outcome<Reply> asks(BiFunction<ClientEvent, HubActions, Outcome<Reply>> deed) {
        return events(new Handler(Set.of("roll"), deed)).handle(event("roll"));
    }

    private static ClientEvent event(String name) {
        Identity nobody = new Anonymous(RealmId.DEFAULT);
        return new ClientEvent(new ConnectionId("c"), nobody, name, DATA);
    }

    private static ErrorCode refused(Outcome<Reply> outcome) {
        return outcome instanceof Outcome.Refused<Reply>(Refusal refusal) ? refusal.code() : null;
    }

    @Test
    void theHandlerIsToldWhatTheClientSentAndWhoSentIt() {
        assertThat(asks((event, _) -> event.equals(event("roll")) ? DONE : null)).isEqualTo(DONE);
    }

    @Test
    void ofSeveralHandlersTheOneThatKnowsTheEventIsAsked() {
        ClientEvents both = events(new Handler(Set.of("a", "b"), (event, _) -> Outcome.done(Reply.event(event.event(), DATA))),
                new Handler(Set.of("c"), (_, _) -> DONE));
        assertThat(both.handle(event("b"))).isEqualTo(Outcome.done(Reply.event("b", DATA)));
        assertThat(both.handle(event("c"))).isEqualTo(DONE);
    }

    @Test
    void anEventThatNobodyKnowsIsAMistakeOfTheClient() {
        assertThat(events().handle(event("roll")))
                .isEqualTo(Outcome.refused(Refusal.invalid("$.event", "an event that is known here", "another")));
    }

    @Test
    void aRefusalIsHandedOn() {
        Refusal no = Refusal.of(ErrorCode.PERMISSION_DENIED, "Not you");
        assertThat(asks((_, _) -> Outcome.refused(no))).isEqualTo(Outcome.refused(no));
    }

    @Test
    void aHandlerThatThrowsIsAFailureOfTheHubAndItsWordsAreNotTold() {
        Outcome<Reply> answer = asks((_, _) -> {
            throw new IllegalStateException("test: secret");
        });
        assertThat(refused(answer)).isEqualTo(ErrorCode.INTERNAL);
        assertThat(answer.toString()).doesNotContain("secret");
        assertThat(node.extensions.failures()).containsExactly(Failure.THREW);
        assertThat(node.extensions.names()).containsExactly("ClientEventsTest$Handler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "256 of them"})
    void anAnswerThatNoClientCouldReadIsAFailure(String name) {
        assertThat(refused(asks((_, _) -> Outcome.done(Reply.event(name.isEmpty() ? name : "x".repeat(256), DATA)))))
                .isEqualTo(ErrorCode.INTERNAL);
        assertThat(refused(asks((_, _) -> Outcome.done(Reply.event("rolled", Payload.ofJson("? no JSON")))))).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void anAnswerIsPutIntoOneLine() {
        assertThat(asks((_, _) -> Outcome.done(Reply.event("rolled", Payload.ofJson("{\n}")))))
                .isEqualTo(Outcome.done(Reply.event("rolled", Payload.ofJson("{}"))));
    }

    @Test
    void twoHandlersOfOneEventCannotBe() {
        Handler one = new Handler(Set.of("roll"), (_, _) -> DONE);
        assertThatIllegalArgumentException().isThrownBy(() -> events(one, new Handler(Set.of("roll"), (_, _) -> DONE)))
                .withMessageContaining("roll");
    }

    @Test
    void anEventThatNoClientCouldSendCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> events(new Handler(Set.of(""), (_, _) -> DONE)));
    }

    @Test
    void aHandlerSaysSomethingInAChannelAsServersDo() {
        asks((_, hub) -> hub.publish(LOBBY.name(), "rolled", DATA).then(_ -> DONE));
        assertThat(heard.events()).containsExactly(new Message(LOBBY, "rolled", DATA, ManualClock.START, Optional.empty()));
    }

    @Test
    void aHandlerSaysSomethingToAUser() {
        asks((_, hub) -> hub.send("ada", "rolled", DATA).then(_ -> DONE));
        assertThat(heard.events()).containsExactly(new Message(OWN, "rolled", DATA, ManualClock.START, Optional.empty()));
    }

    @Test
    void whatNoClientCouldReadIsSaidToNobody() {
        assertThat(refused(asks((_, hub) -> hub.publish(LOBBY.name(), "", DATA).then(_ -> DONE)))).isEqualTo(ErrorCode.INTERNAL);
        assertThat(refused(asks((_, hub) -> hub.publish(LOBBY.name(), "rolled", Payload.ofJson("? no")).then(_ -> DONE))))
                .isEqualTo(ErrorCode.INTERNAL);
        assertThat(heard.events()).isEmpty();
    }
}
