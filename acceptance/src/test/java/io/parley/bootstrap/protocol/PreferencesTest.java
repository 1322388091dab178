package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.users;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user mutes, and whether he is seen, on two nodes. */
@ExtendWith(SharedCluster.class)
class PreferencesTest {
    private final TestCluster cluster;
    private final String alice = Unique.user("alice");
    private final String bob = Unique.user("bob");
    private final String room = Unique.channel("chat:");
    private final ChatClient phone;
    private final ChatClient laptop;
    private final ChatClient other;

    PreferencesTest(TestCluster cluster) {
        this.cluster = cluster;
        phone = cluster.a().connect(alice);
        laptop = cluster.b().connect(alice);
        other = cluster.b().connect(bob);
    }

    @AfterEach
    void hangUp() {
        phone.close();
        laptop.close();
        other.close();
    }

    private JsonNode update(ChatClient client, String preferences) {
        return client.ask("'type':'preferences:update','preferences':" + preferences);
    }

    private void allSubscribe() {
        phone.subscribe(room);
        laptop.subscribe(room);
        other.subscribe(room);
    }

    @Test
    void whatIsMutedOnOneNodeIsNotDeliveredOnTheOther() {
        allSubscribe();
        update(phone, "{'mutedEvents':['typing']}");
        laptop.await("preferences");
        other.say(room, "typing", "1");
        other.say(room, "greeting", "2");
        assertThat(phone.awaitMessage(room).get("event").asString()).isEqualTo("greeting");
        assertThat(laptop.awaitMessage(room).get("event").asString()).isEqualTo("greeting");
    }

    @Test
    void aMutedChannelIsToldAsAPositionAndHeardAgainLater() {
        allSubscribe();
        update(phone, "{'mutedChannels':['chat:*']}");
        laptop.await("preferences");
        JsonNode ack = other.say(room, "greeting", "1");
        JsonNode position = laptop.await("position");
        assertThat(position.get("offset").asLong()).isEqualTo(ack.get("offset").asLong());
        update(laptop, "{'mutedChannels':[]}");
        phone.await("preferences");
        other.say(room, "again", "2");
        assertThat(phone.awaitMessage(room).get("event").asString()).isEqualTo("again");
        assertThat(laptop.awaitMessage(room).get("event").asString()).isEqualTo("again");
    }

    @Test
    void whoBecomesInvisibleOnOneNodeLeavesOnAllAndComesBackOnce() {
        allSubscribe();
        update(phone, "{'presence':'invisible'}");
        other.awaitPresence("presence:leave", room, alice);
        assertThat(users(other.ask("'type':'presence','channel':'" + room + "'"))).containsExactly(bob);
        assertThat(users(phone.ask("'type':'presence','channel':'" + room + "'"))).containsExactly(bob);
        update(laptop, "{'presence':'visible'}");
        other.awaitPresence("presence:join", room, alice);
        phone.await("preferences");
        other.say(room, "greeting", "1");
        other.awaitMessage(room);
        assertThat(other.history()).filteredOn(ChatClient.ofType("presence:join")).hasSize(1);
    }

    @Test
    void theyAreKeptForTheNextConnection() {
        String kept = update(phone, "{'mutedChannels':['" + room + "'],'presence':'invisible'}").get("preferences").toString();
        try (ChatClient tablet = cluster.b().connect(alice)) {
            tablet.subscribe(room);
            assertThat(tablet.ask("'type':'preferences'").get("preferences")).hasToString(kept);
            assertThat(users(tablet.ask("'type':'presence','channel':'" + room + "'"))).isEmpty();
        }
    }

    @Test
    void aServerReadsAndChangesThem() {
        String path = "/realtime/users/" + alice + "/preferences";
        String some = "{\"mutedChannels\":[],\"mutedEvents\":[\"typing\"],\"presence\":\"visible\"}";
        assertThat(cluster.a().admin().put(path, some).body()).isEqualTo(some);
        assertThat(laptop.await("preferences").get("preferences")).hasToString(some);
        assertThat(phone.await("preferences").get("preferences")).hasToString(some);
        assertThat(cluster.b().admin().get(path).body()).isEqualTo(some);
    }

    @Test
    void aMistakeIsToldWithItsPlace() {
        JsonNode error = update(phone, "{'mutedChannels':['system:all']}");
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(error.get("details").get("path").asString()).isEqualTo("$.preferences.mutedChannels");
    }
}
