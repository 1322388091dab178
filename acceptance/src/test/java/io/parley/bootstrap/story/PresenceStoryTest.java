package io.parley.bootstrap.story;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is there, seen alike from both nodes. */
@ExtendWith(SharedCluster.class)
class PresenceStoryTest {
    private final TestNode a;
    private final TestNode b;
    private final String room = Unique.channel("chat:");
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");

    PresenceStoryTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
    }

    @Test
    void whoEntersFindsTheUsersOfBothNodes() {
        try (ChatClient onA = a.connect(alice); ChatClient onB = b.connect(bob)) {
            onA.subscribe(room);
            JsonNode presence = onB.subscribe(room).get("presence");
            assertThat(ids(presence)).containsExactlyInAnyOrder(alice, bob);
            assertThat(presence.get("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void theRosterShowsTheNameInTheToken() {
        try (ChatClient onA = a.connectWith(TestTokens.named(alice, "Alice Liddell")); ChatClient onB = b.connect(bob)) {
            onA.subscribe(room);
            JsonNode users = onB.subscribe(room).get("presence").get("users");
            assertThat(users).anySatisfy(user -> assertThat(user.path("name").asString("")).isEqualTo("Alice Liddell"));
        }
    }

    @Test
    void othersHearWhenAUserOfTheOtherNodeJoins() {
        try (ChatClient onA = a.connect(alice); ChatClient onB = b.connect(bob)) {
            onA.subscribe(room);
            onB.subscribe(room);
            assertThat(onA.awaitPresence("presence:join", room, bob).get("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void othersHearWhenAUserOfTheOtherNodeUnsubscribes() {
        try (ChatClient onA = a.connect(alice); ChatClient onB = b.connect(bob)) {
            onA.subscribe(room);
            onB.subscribe(room);
            onB.ask("'type':'unsubscribe','channel':'" + room + "'");
            assertThat(onA.awaitPresence("presence:leave", room, bob).get("count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void othersHearWhenTheLineOfAUserBreaks() {
        try (ChatClient onA = a.connect(alice); ChatClient onB = b.connect(bob)) {
            onA.subscribe(room);
            onB.subscribe(room);
            onB.cut();
            onA.awaitPresence("presence:leave", room, bob);
            assertThat(roster(onA)).containsExactly(alice);
        }
    }

    @Test
    void nobodyIsToldOfHisOwnJoin() {
        try (ChatClient onA = a.connect(alice)) {
            onA.subscribe(room);
            onA.say(room, "after", "1");
            onA.awaitMessage(room);
            assertThat(onA.history()).noneMatch(ChatClient.ofType("presence:join"));
        }
    }

    @Test
    void aUserWithTwoDevicesJoinsOnce() {
        try (ChatClient onA = a.connect(alice); ChatClient phone = a.connect(bob); ChatClient desk = b.connect(bob)) {
            onA.subscribe(room);
            phone.subscribe(room);
            desk.subscribe(room);
            desk.say(room, "after", "1");
            onA.awaitMessage(room);
            assertThat(onA.history()).filteredOn(ChatClient.ofType("presence:join")).hasSize(1);
            assertThat(roster(onA)).containsExactlyInAnyOrder(alice, bob);
        }
    }

    @Test
    void aUserWithTwoDevicesLeavesWithTheSecond() {
        try (ChatClient onA = a.connect(alice); ChatClient phone = a.connect(bob); ChatClient desk = b.connect(bob)) {
            onA.subscribe(room);
            phone.subscribe(room);
            desk.subscribe(room);
            phone.ask("'type':'unsubscribe','channel':'" + room + "'");
            desk.say(room, "after", "1");
            onA.awaitMessage(room);
            assertThat(onA.history()).noneMatch(ChatClient.ofType("presence:leave"));
            desk.ask("'type':'unsubscribe','channel':'" + room + "'");
            onA.awaitPresence("presence:leave", room, bob);
        }
    }

    @Test
    void aSubscriberWithoutPresenceIsNotInTheRoster() {
        try (ChatClient onA = a.connect(alice); ChatClient onB = b.connect(bob)) {
            assertThat(onB.ask("'type':'subscribe','presence':false,'channel':'" + room + "'").has("presence")).isFalse();
            assertThat(ids(onA.subscribe(room).get("presence"))).containsExactly(alice);
        }
    }

    @Test
    void aServerSeesTheRosterOverHttp() {
        try (ChatClient onA = a.connect(alice)) {
            onA.subscribe(room);
            JsonNode presence = b.admin().get("/realtime/channels/" + room + "/presence").json();
            assertThat(ids(presence)).containsExactly(alice);
            assertThat(presence.get("count").asInt()).isEqualTo(1);
        }
    }

    private List<String> roster(ChatClient client) {
        return ids(client.ask("'type':'presence','channel':'" + room + "'"));
    }

    private static List<String> ids(JsonNode presence) {
        return presence.get("users").valueStream().map(user -> user.get("id").asString()).toList();
    }
}
