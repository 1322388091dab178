package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection hears without asking: its user's own channel, what its token names, and what is for all. */
class SessionUnaskedTest {
    private static final ChannelName OWN = new ChannelName("private:user-ada");

    private final TestNode node = new TestNode();

    private static List<String> channelsToldTo(TestClient client) {
        return client.messages(ServerMessage.Subscribed.class).stream().map(subscribed -> subscribed.channel().value()).toList();
    }

    @Test
    void theOwnChannelIsAnnouncedWithItsPositionAndWithoutAnId() {
        assertThat(node.connects(People.ADA).messages().getLast()).isEqualTo(new ServerMessage.Subscribed(Optional.empty(), OWN,
                Optional.of(new Position("epoch-1", 0)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void whatAServerTellsTheUserIsHeardOnEveryDevice() {
        List<TestClient> devices = List.of(node.connects(People.ADA), node.connects(People.ADA));
        TestClient bob = node.connects(People.BOB);
        node.broadcasts(OWN.value(), "greeting");
        assertThat(devices).allSatisfy(device -> assertThat(device.heard(Message.class)).hasSize(1));
        assertThat(bob.heard(Message.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"private:user-ada", "user.ada", "user:ada"})
    void theOwnChannelIsCalledAsTheUserCallsItLast(String spelling) {
        TestClient ada = node.connects(People.ADA);
        ada.subscribes("1", spelling);
        node.broadcasts(OWN.value(), "greeting");
        assertThat(((ServerMessage.Subscribed) ada.reply("1")).channel()).hasToString(spelling);
        assertThat(ada.messages(ServerMessage.Event.class)).hasSize(1).first()
                .satisfies(event -> assertThat(event.channel()).hasToString(spelling));
    }

    @Test
    void ifTheOwnChannelCannotBeEnteredTheClientIsToldAndStays() {
        node.parts.storeIsAwayAt("attach");
        TestClient ada = node.connects(People.ADA);
        assertThat(ada.kinds()).containsExactly("Connected", "Refused");
        assertThat(TestClient.codeOf(ada.downlink().last())).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ada.downlink().closed()).isEmpty();
        assertThat(node.told(HubEvent.Failed.class)).extracting(HubEvent.Failed::deed).containsExactly("hear what is for all", "Subscribe");
    }

    @Test
    void whoCameWhileTheStoreWasAwayHearsWhatIsForAllSoonAfter() {
        node.parts.storeIsAwayAt("attach");
        TestClient ada = node.connects(People.ADA);
        node.parts.storeIsBack();
        node.timePasses(25);
        node.broadcasts("system:all", "maintenance");
        assertThat(ada.heard(Message.class)).hasSize(1);
    }

    static Stream<TestClient> everybody() {
        TestNode node = new TestNode();
        TestNode open = TestNode.open();
        TestClient loggedIn = node.connectsUnknown();
        loggedIn.authenticates("1", "ada's");
        TestClient another = node.connects(People.ADA);
        another.authenticates("1", "bob's");
        TestClient loggedOut = open.connects(People.ADA);
        loggedOut.logsOut("1");
        List<TestClient> all = List.of(node.connects(People.ADA), node.connects(People.BACKEND), node.connectsAsNobody(), loggedIn, another,
                loggedOut);
        node.broadcasts("system:all", "maintenance");
        open.broadcasts("system:all", "maintenance");
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void whatIsSaidToAllIsHeardByEverybodyOnceThoughNobodyWasToldOfTheChannel(TestClient client) {
        assertThat(client.heard(Message.class)).extracting(Message::event).containsExactly("maintenance");
        assertThat(channelsToldTo(client)).doesNotContain("system:all");
    }

    @Test
    void somebodyUnknownHearsNothing() {
        TestClient client = node.connectsUnknown();
        node.broadcasts("system:all", "maintenance");
        assertThat(client.messages()).isEmpty();
    }

    @Test
    void whatTheTokenNamesIsHeardAndAnnounced() {
        TestClient ada = node.connects(People.adaWhoseTokenNames(List.of("room:1", "chat:1")));
        node.broadcasts("chat:1", "greeting");
        assertThat(channelsToldTo(ada)).containsExactly("private:user-ada", "room:1", "chat:1");
        assertThat(ada.heard(Message.class)).hasSize(1);
        assertThat(node.parts.attendance.roster(People.ROOM).members()).containsExactly(People.ADA_MEMBER);
    }

    @Test
    void whatTheTokenNamesAndItsUserMayNotHearIsToldAndTheRestIsHeard() {
        TestClient ada = node.connects(People.adaWhoseTokenNames(List.of("private:user-bob", "nowhere", "chat:1")));
        assertThat(ada.messages(ServerMessage.Refused.class)).extracting(TestClient::codeOf).containsExactly(ErrorCode.PERMISSION_DENIED,
                ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(ada.messages(ServerMessage.Refused.class)).extracting(ServerMessage.Refused::id).containsOnly(Optional.empty());
        assertThat(channelsToldTo(ada)).containsExactly("private:user-ada", "chat:1");
    }

    static Stream<Object> claimsThatNameNothing() {
        return Stream.of(7, true, List.of(), List.of("no channel at all!", ""));
    }

    @ParameterizedTest
    @MethodSource("claimsThatNameNothing")
    void aClaimThatNamesNoChannelDoesNothing(Object claim) {
        TestClient ada = node.connects(People.adaWhoseTokenNames(claim));
        assertThat(ada.kinds()).containsExactly("Connected", "Subscribed");
    }

    @Test
    void aTokenNamesAsManyChannelsAsAConnectionMayHear() {
        TestClient ada = node.connects(People.adaWhoseTokenNames(IntStream.range(0, 150).mapToObj(i -> "chat:" + i).toList()));
        assertThat(channelsToldTo(ada)).hasSize(101).contains("chat:99").doesNotContain("chat:100");
    }

    @Test
    void whatTheTokenOfALaterLoginNamesIsHeardToo() {
        node.parts.tokens.with("ada's with channels", People.adaWhoseTokenNames(List.of("chat:1")));
        TestClient client = node.connects(People.BOB);
        client.authenticates("1", "ada's with channels");
        assertThat(channelsToldTo(client)).containsExactly("private:user-bob", "private:user-ada", "chat:1");
        assertThat(client.replies("1")).hasSize(1);
    }
}
