package io.parley.bootstrap.protocol;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection hears without asking: its user's own channel, and what its token names. */
@ExtendWith(SharedCluster.class)
class OwnChannelsTest {
    private final TestCluster cluster;
    private final TestNode node;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    OwnChannelsTest(TestCluster cluster) {
        this.cluster = cluster;
        node = cluster.a();
    }

    private ChatClient connect(Object channels) {
        return node.dial("/realtime").bearer(TestTokens.with(alice, claims -> claims.claim("channels", channels))).open();
    }

    private static String channel(JsonNode message) {
        return message.get("channel").asString();
    }

    @Test
    void aUserHearsHisOwnChannelOnEveryDevice() {
        try (ChatClient one = node.connect(alice); ChatClient other = cluster.b().connect(alice)) {
            node.admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':1}");
            assertThat(one.awaitMessage("private:user-" + alice).get("data").asInt()).isEqualTo(1);
            assertThat(other.awaitMessage("private:user-" + alice).get("data").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-", "user.", "user:"})
    void whoSubscribesToHisOwnChannelByAnotherSpellingHearsItByThat(String spelling) {
        try (ChatClient client = node.connect(alice)) {
            assertThat(channel(client.subscribe(spelling + alice))).isEqualTo(spelling + alice);
            node.admin().post("/realtime/users/" + alice + "/broadcast", "{'event':'e','data':1}");
            assertThat(client.awaitMessage(spelling + alice).get("data").asInt()).isEqualTo(1);
            client.ask("'type':'ping'");
            assertThat(client.history()).filteredOn(ChatClient.ofType("message")).hasSize(1);
        }
    }

    @Test
    void anIdOfOtherCharactersIsEscapedInTheNameOfTheChannel() {
        String user = alice + " ä";
        try (ChatClient client = node.dial("/realtime").bearer(TestTokens.of(user)).open()) {
            assertThat(channel(client.await("subscribed"))).isEqualTo("private:user-" + alice + "=20=C3=A4");
        }
    }

    @Test
    void aSubscribedFollowsForTheOwnChannelAndForEveryChannelOfTheClaim() {
        String other = Unique.channel("public:");
        try (ChatClient client = connect(List.of(room, other))) {
            List<String> channels = Collections.nCopies(3, "subscribed").stream().map(client::await).map(OwnChannelsTest::channel).toList();
            assertThat(channels).containsExactly("private:user-" + alice, room, other);
        }
    }

    @Test
    void aChannelOfTheClaimIsHeard() {
        try (ChatClient client = connect(List.of(room))) {
            client.await("a subscription to " + room, message -> message.path("channel").asString("").equals(room));
            node.admin().broadcast(room, "e", 1);
            assertThat(client.awaitMessage(room).get("data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aChannelOfTheClaimThatItsRulesRefuseIsAnErrorInstead() {
        try (ChatClient client = connect(List.of("admin:ops", room))) {
            assertThat(client.await("error").get("code").asString()).isEqualTo("RT_003");
            client.await("a subscription to " + room, message -> message.path("channel").asString("").equals(room));
            assertThat(client.history()).filteredOn(ChatClient.ofType("subscribed")).hasSize(2);
        }
    }

    @Test
    void theClaimOfATokenInTheFirstMessageCountsToo() {
        try (ChatClient client = node.dial("/realtime").open()) {
            client.authenticate(TestTokens.with(alice, claims -> claims.claim("channels", List.of(room))));
            client.await("a subscription to " + room, message -> message.path("channel").asString("").equals(room));
        }
    }

    @Test
    void aStreamHearsTheChannelsOfItsToken() {
        String token = TestTokens.with(alice, claims -> claims.claim("channels", List.of(room)));
        try (EventStream stream = new EventStream(node.at("/realtime/sse"), token)) {
            stream.next();
            stream.next();
            assertThat(channel(stream.next().data())).isEqualTo(room);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat:lobby", "", "7"})
    void aClaimThatIsNoListNamesNothing(String claim) {
        try (ChatClient client = connect(claim)) {
            client.await("subscribed");
            client.ask("'type':'ping'");
            assertThat(client.history()).filteredOn(ChatClient.ofType("subscribed")).hasSize(1);
        }
    }
}
