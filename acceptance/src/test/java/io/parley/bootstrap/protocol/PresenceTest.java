package io.parley.bootstrap.protocol;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Colour;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.type;
import static io.parley.bootstrap.protocol.Fields.users;
import static org.assertj.core.api.Assertions.assertThat;

/** Rosters, and who may be left out of them. */
@ExtendWith(SharedCluster.class)
class PresenceTest {
    private static final String AVATAR = "https://example.com/bob.png";

    private final ChatClient onA;
    private final ChatClient onB;
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");

    PresenceTest(TestCluster cluster) {
        onA = cluster.a().connect(alice);
        onB = cluster.b().connectAs(bob, claims -> claims.claim("name", "Bob").claim("avatar", AVATAR));
    }

    @AfterEach
    void hangUp() {
        onA.close();
        onB.close();
    }

    private JsonNode subscribe(ChatClient client, boolean presence) {
        return client.ask("'type':'subscribe','channel':'" + room + "','presence':" + presence);
    }

    private JsonNode roster(ChatClient client) {
        return client.ask("'type':'presence','channel':'" + room + "'");
    }

    private static String colour(String user) {
        return Colour.of(new UserId(RealmId.DEFAULT, user)).value();
    }

    /** After this everything that happened in the room before has been heard by both. */
    private void sayGoodbye() {
        onB.say(room, "goodbye", "1");
        onA.awaitMessage(room);
    }

    @Test
    void whoSubscribesWithPresenceIsInTheRosterAndReadsIt() {
        onA.subscribe(room);
        JsonNode presence = subscribe(onB, true).get("presence");
        assertThat(users(presence)).containsExactlyInAnyOrder(alice, bob);
        assertThat(presence.get("count").asInt()).isEqualTo(2);
    }

    @Test
    void whoSubscribesWithoutPresenceIsNotSeenAndSeesNobody() {
        onA.subscribe(room);
        assertThat(subscribe(onB, false).has("presence")).isFalse();
        sayGoodbye();
        assertThat(users(roster(onA))).containsExactly(alice);
        assertThat(onA.history()).noneMatch(ChatClient.ofType("presence:join"));
    }

    @Test
    void whoSubscribesWithoutPresenceHearsNobodyComeOrGo() {
        subscribe(onA, false);
        onB.subscribe(room);
        onB.ask("'type':'unsubscribe','channel':'" + room + "'");
        sayGoodbye();
        assertThat(onA.history()).extracting(Fields::type).doesNotContain("presence:join", "presence:leave");
    }

    @Test
    void presenceIsSwitchedOnByARepeatedSubscribe() {
        onA.subscribe(room);
        subscribe(onB, false);
        assertThat(users(subscribe(onB, true).get("presence"))).containsExactlyInAnyOrder(alice, bob);
        assertThat(onA.awaitPresence("presence:join", room, bob).get("count").asInt()).isEqualTo(2);
        onA.ask("'type':'unsubscribe','channel':'" + room + "'");
        onB.awaitPresence("presence:leave", room, alice);
    }

    @Test
    void presenceIsNotSwitchedOffByARepeatedSubscribe() {
        onA.subscribe(room);
        onB.subscribe(room);
        subscribe(onB, false);
        assertThat(users(roster(onA))).containsExactlyInAnyOrder(alice, bob);
        sayGoodbye();
        assertThat(onA.history()).noneMatch(ChatClient.ofType("presence:leave"));
        onA.ask("'type':'unsubscribe','channel':'" + room + "'");
        onB.awaitPresence("presence:leave", room, alice);
    }

    @Test
    void theRosterIsToldOnRequestWithNamesAndAvatars() {
        onA.subscribe(room);
        onB.subscribe(room);
        JsonNode roster = roster(onA);
        assertThat(roster.propertyNames()).containsExactlyInAnyOrder("type", "id", "channel", "users", "count");
        assertThat(roster.get("count").asInt()).isEqualTo(2);
        assertThat(roster.get("users").valueStream().map(JsonNode::toString)).containsExactlyInAnyOrder(
                "{\"id\":\"" + alice + "\",\"metadata\":{\"color\":\"" + colour(alice) + "\"}}",
                "{\"id\":\"" + bob + "\",\"name\":\"Bob\",\"metadata\":{\"color\":\"" + colour(bob) + "\",\"avatar\":\"" + AVATAR
                        + "\"}}");
    }

    @Test
    void joinsAndLeavesTellTheUserAndHowManyAreLeft() {
        onA.subscribe(room);
        onB.subscribe(room);
        JsonNode join = onA.awaitPresence("presence:join", room, bob);
        onB.ask("'type':'unsubscribe','channel':'" + room + "'");
        JsonNode leave = onA.awaitPresence("presence:leave", room, bob);
        for (JsonNode change : List.of(join, leave)) {
            assertThat(change.propertyNames()).containsExactlyInAnyOrder("type", "channel", "user", "count");
            assertThat(change.get("user").get("name").asString()).isEqualTo("Bob");
            assertThat(change.get("user").get("metadata").get("avatar").asString()).isEqualTo(AVATAR);
        }
        assertThat(join.get("count").asInt()).isEqualTo(2);
        assertThat(leave.get("count").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyIsToldOfHisOwnJoin() {
        onA.subscribe(room);
        onB.subscribe(room);
        onB.say(room, "e", "1");
        onB.awaitMessage(room);
        assertThat(onB.history()).noneMatch(ChatClient.ofType("presence:join"));
    }

    @Test
    void theRosterNeedsASubscription() {
        onA.subscribe(room);
        assertThat(code(roster(onB))).isEqualTo("RT_004");
        subscribe(onB, false);
        assertThat(type(roster(onB))).isEqualTo("presence");
        onB.ask("'type':'unsubscribe','channel':'" + room + "'");
        assertThat(code(roster(onB))).isEqualTo("RT_004");
    }

    @Test
    void aChannelWithoutPresenceHasNoRoster() {
        String plain = Unique.channel("public:");
        assertThat(onA.ask("'type':'subscribe','presence':true,'channel':'" + plain + "'").has("presence")).isFalse();
        assertThat(code(onA.ask("'type':'presence','channel':'" + plain + "'"))).isEqualTo("RT_003");
    }

    @Test
    void aFilterKeepsNoJoinAway() {
        onA.subscribe(room, "false");
        onB.subscribe(room);
        onA.awaitPresence("presence:join", room, bob);
    }
}
