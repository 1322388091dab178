package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.preference.PreferenceStore;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;

import static org.assertj.core.api.Assertions.assertThat;

/** What a user who mutes something hears on his connections, on two nodes. */
class SessionMutingTest {
    private static final PreferencesChange NOTHING_MUTED = PreferencesChange.to(Preferences.NONE);

    private final TestNode node = new TestNode();
    private final TestNode other = node.another("node-2");
    private final TestClient phone = node.connects(People.ADA);
    private final TestClient laptop = other.connects(People.ADA);
    private final TestClient bob = other.connects(People.BOB);

    private static PreferencesChange muted(Set<String> channels, String... events) {
        return PreferencesChange.to(new Preferences(
                Set.copyOf(channels.stream().map(MutedChannel::new).toList()), Set.of(events), Visibility.VISIBLE));
    }

    private static List<String> words(TestClient client) {
        return client.heard(Message.class).stream().map(Message::event).toList();
    }

    private void allAreInTheRoom() {
        List.of(phone, laptop, bob).forEach(client -> client.subscribes("0", "room:1"));
    }

    @Test
    void aMutedChannelIsHeardOnNoneOfHisConnections() {
        allAreInTheRoom();
        phone.changes("1", muted(Set.of("room:*")));
        node.broadcasts("room:1", "greeting");
        assertThat(words(phone)).isEmpty();
        assertThat(words(laptop)).isEmpty();
        assertThat(words(bob)).containsExactly("greeting");
    }

    @Test
    void ofAMutedEventNothingIsHeardAndTheRestIs() {
        allAreInTheRoom();
        phone.changes("1", muted(Set.of(), "typing"));
        node.broadcasts("room:1", "typing");
        node.broadcasts("room:1", "greeting");
        assertThat(words(phone)).containsExactly("greeting");
        assertThat(words(laptop)).containsExactly("greeting");
    }

    @Test
    void itIsHeardAgainOnceItIsNotMutedAnyMore() {
        allAreInTheRoom();
        phone.changes("1", muted(Set.of("room:1")));
        laptop.changes("2", NOTHING_MUTED);
        node.broadcasts("room:1", "greeting");
        assertThat(words(phone)).containsExactly("greeting");
        assertThat(words(laptop)).containsExactly("greeting");
    }

    @Test
    void whoConnectsLaterHearsAsHeWantedBefore() {
        phone.changes("1", muted(Set.of("room:1")));
        TestClient tablet = other.connects(People.ADA);
        tablet.subscribes("1", "room:1");
        node.broadcasts("room:1", "greeting");
        assertThat(words(tablet)).isEmpty();
    }

    @Test
    void aFilterHoldsBesideWhatIsMuted() {
        phone.subscribesFor("0", "room:1", "message.event == 'goal'");
        phone.changes("1", muted(Set.of(), "goal"));
        node.broadcasts("room:1", "goal");
        phone.changes("2", muted(Set.of(), "greeting"));
        node.broadcasts("room:1", "goal");
        node.broadcasts("room:1", "other");
        assertThat(words(phone)).containsExactly("goal");
    }

    @Test
    void theClientIsToldHowFarAMutedChannelIs() {
        allAreInTheRoom();
        phone.changes("1", muted(Set.of("room:1")));
        node.broadcasts("room:1", "greeting");
        node.timePasses(2);
        Position newest = bob.messages(ServerMessage.Event.class).getLast().position().orElseThrow();
        assertThat(phone.messages(ServerMessage.Reached.class)).containsExactly(
                new ServerMessage.Reached(new ChannelName("room:1"), newest));
    }

    @Test
    void whatIsMutedIsNotToldToOneWhoComesBackEither() {
        allAreInTheRoom();
        node.broadcasts("room:1", "greeting");
        node.broadcasts("room:1", "typing");
        Position start = bob.messages(ServerMessage.Event.class).stream()
                .filter(event -> event.position().isPresent()).findFirst().orElseThrow().position().orElseThrow();
        phone.changes("1", muted(Set.of(), "greeting"));
        TestClient tablet = node.connects(People.ADA);
        tablet.asks(new ClientCommand.Subscribe(Optional.empty(), new ChannelName("room:1"), false,
                Optional.of(new Position(start.epoch(), 0)), 0, Optional.empty(), Optional.empty()));
        ServerMessage.Subscribed entered = tablet.messages(ServerMessage.Subscribed.class).getLast();
        assertThat(entered.recovered()).contains(true);
        assertThat(entered.messages().orElseThrow()).extracting(delivery -> ((Message) delivery.event()).event())
                .containsExactly("typing");
        assertThat(entered.newest().orElseThrow().offset()).isEqualTo(2);
    }

    @Test
    void whoComesIsSeenInAMutedChannelToo() {
        phone.subscribes("0", "room:1");
        phone.changes("1", muted(Set.of("*")));
        bob.subscribes("1", "room:1");
        assertThat(phone.heard(MemberJoined.class)).extracting(MemberJoined::member).containsExactly(People.BOB_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "system:all", "system:maintenance"})
    void whatMustReachHimDoes(String channel) {
        phone.subscribes("0", "system:maintenance");
        phone.changes("1", muted(Set.of("*"), "notification"));
        node.broadcasts(channel, "notification");
        assertThat(words(phone)).containsExactly("notification");
    }

    @Test
    void anotherUserOnTheSameConnectionHearsAsHeWants() {
        phone.changes("1", muted(Set.of("*")));
        phone.authenticates("2", "bob's");
        phone.subscribes("3", "room:1");
        node.broadcasts("room:1", "greeting");
        assertThat(words(phone)).containsExactly("greeting");
    }

    @Test
    void whileTheStoreIsAwayEverythingIsHeardAndThenWhatHeWants() {
        phone.changes("1", muted(Set.of("room:1")));
        node.parts.preferences.faults().storeIsAwayAt("find");
        TestClient tablet = node.connects(People.ADA);
        tablet.subscribes("1", "room:1");
        node.parts.storeIsBack();
        node.broadcasts("room:1", "greeting");
        assertThat(words(tablet)).containsExactly("greeting");
        node.timePasses(25);
        node.broadcasts("room:1", "again");
        assertThat(words(tablet)).containsExactly("greeting");
        assertThat(tablet.messages(ServerMessage.Preferred.class)).hasSize(1);
    }

    @Test
    void aStoreThatIsAwayIsNotAskedByEveryConnection() {
        node.parts.preferences.faults().storeIsAwayAt("find");
        for (int i = 0; i < 10; i++) {
            node.connects(People.ADA).subscribes("1", "public:lobby");
        }
        assertThat(node.parts.preferences.faults().calls("find")).isEqualTo(1);
    }

    @Test
    void newsThatWasLostIsMadeGoodInTime() {
        laptop.subscribes("0", "room:1");
        PreferenceStore elsewhere = node.parts.preferences;
        elsewhere.change(People.ADA.id(), muted(Set.of("room:1")));
        for (int i = 0; i < 25; i++) { // A heartbeat each time, which its client answers.
            laptop.session().heard();
            other.timePasses(25);
        }
        node.broadcasts("room:1", "greeting");
        assertThat(words(laptop)).isEmpty();
        assertThat(laptop.messages(ServerMessage.Preferred.class)).hasSize(1);
    }
}
