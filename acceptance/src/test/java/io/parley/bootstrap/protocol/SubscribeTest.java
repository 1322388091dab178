package io.parley.bootstrap.protocol;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.number;
import static io.parley.bootstrap.protocol.Fields.numbersHeard;
import static io.parley.bootstrap.protocol.Fields.offset;
import static io.parley.bootstrap.protocol.Fields.type;
import static io.parley.bootstrap.protocol.Fields.users;
import static org.assertj.core.api.Assertions.assertThat;

/** Entering channels, entering them again, and leaving them. */
@ExtendWith(SharedCluster.class)
class SubscribeTest {
    private final TestCluster cluster;
    private final ChatClient client;
    private final String alice = Unique.user("alice");
    private final String room = Unique.channel("chat:");

    SubscribeTest(TestCluster cluster) {
        this.cluster = cluster;
        client = cluster.a().connect(alice);
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    @Test
    void whoEntersIsToldHowFarTheChannelIs() {
        assertThat(offset(client.subscribe(room))).isZero();
        JsonNode ack = client.say(room, "e", "1");
        try (ChatClient other = cluster.b().connect(Unique.user("bob"))) {
            JsonNode subscribed = other.subscribe(room);
            assertThat(offset(subscribed)).isEqualTo(1);
            assertThat(subscribed.get("epoch")).isEqualTo(ack.get("epoch"));
            assertThat(subscribed.get("channel").asString()).isEqualTo(room);
        }
    }

    @Test
    void inAChannelWithoutHistoryThereIsNoPosition() {
        assertThat(client.subscribe(Unique.channel("public:")).propertyNames()).containsExactlyInAnyOrder("type", "id", "channel");
    }

    @Test
    void whoDoesNotAskIsToldOfNoMessagesAndNoRecovery() {
        client.say(room, "e", "1");
        assertThat(client.subscribe(room).propertyNames()).doesNotContain("messages", "recovered");
    }

    @Test
    void aRepeatedSubscribeIsAnsweredAnewAndHearsOnce() {
        client.subscribe(room);
        client.say(room, "e", "1");
        client.awaitMessage(room); // It may come after its ack.
        assertThat(offset(client.subscribe(room))).isEqualTo(1);
        client.say(room, "e", "2");
        client.say(room, "e", "3");
        client.await("the last", message -> ChatClient.ofType("message").test(message) && number(message) == 3);
        assertThat(numbersHeard(client, room)).containsExactly(1, 2, 3);
    }

    @Test
    void aRepeatedSubscribeChangesNoRoster() {
        try (ChatClient other = cluster.b().connect(Unique.user("bob"))) {
            other.subscribe(room);
            client.subscribe(room);
            assertThat(users(client.subscribe(room).get("presence"))).hasSize(2);
            client.say(room, "e", "1");
            other.awaitMessage(room);
            assertThat(other.history()).filteredOn(ChatClient.ofType("presence:join")).hasSize(1);
        }
    }

    private JsonNode subscribe(ChatClient who, String channel, String token) {
        return who.ask("'type':'subscribe','channel':'" + channel + "','auth':'" + token + "'");
    }

    private String admins() {
        return TestTokens.with(alice, claims -> claims.claim("roles", List.of("admin")));
    }

    @Test
    void aTokenInSubscribeCountsForThatSubscriptionAlone() {
        String ops = Unique.channel("admin:");
        assertThat(code(client.subscribe(ops))).isEqualTo("RT_003");
        assertThat(type(subscribe(client, ops, admins()))).isEqualTo("subscribed");
        assertThat(code(client.subscribe(Unique.channel("admin:")))).isEqualTo("RT_003");
        assertThat(code(client.say(ops, "e", "1"))).isEqualTo("RT_003");
    }

    @Test
    void whatATokenInSubscribeOpenedIsHeardStillAfterARefresh() {
        String ops = Unique.channel("admin:");
        subscribe(client, ops, admins());
        client.authenticate(TestTokens.of(alice));
        cluster.b().admin().broadcast(ops, "e", 1);
        assertThat(client.awaitMessage(ops).get("event").asString()).isEqualTo("e");
    }

    @Test
    void anothersTokenInSubscribeIsRefusedAndChangesNothing() {
        client.subscribe(room);
        assertThat(code(subscribe(client, Unique.channel("chat:"), TestTokens.of(Unique.user("bob"))))).isEqualTo("RT_002");
        assertThat(type(client.ask("'type':'unsubscribe','channel':'" + room + "'"))).isEqualTo("unsubscribed");
    }

    @Test
    void aTokenInSubscribeIsNoFirstMessage() {
        try (ChatClient unknown = cluster.a().dial("/realtime").open()) {
            assertThat(code(subscribe(unknown, room, TestTokens.of(alice)))).isEqualTo("RT_002");
            assertThat(type(unknown.authenticate(TestTokens.of(alice)))).isEqualTo("authenticated");
        }
    }

    @Test
    void aBadTokenInSubscribeIsRefusedAndNothingIsEntered() {
        assertThat(code(client.ask("'type':'subscribe','channel':'" + room + "','auth':'nonsense'"))).isEqualTo("RT_002");
        assertThat(code(client.ask("'type':'unsubscribe','channel':'" + room + "'"))).isEqualTo("RT_004");
        assertThat(type(client.subscribe(room))).isEqualTo("subscribed");
    }

    @Test
    void unsubscribeIsAnsweredWithTheChannel() {
        client.subscribe(room);
        JsonNode reply = client.ask("'type':'unsubscribe','channel':'" + room + "'");
        assertThat(reply.propertyNames()).containsExactlyInAnyOrder("type", "id", "channel");
        assertThat(reply.get("channel").asString()).isEqualTo(room);
    }

    @Test
    void whatIsSaidAfterUnsubscribingIsNotHeard() {
        String kept = Unique.channel("chat:");
        client.subscribe(room);
        client.subscribe(kept);
        client.ask("'type':'unsubscribe','channel':'" + room + "'");
        client.say(room, "e", "1");
        client.say(kept, "e", "2");
        assertThat(number(client.awaitMessage(kept))).isEqualTo(2);
        assertThat(numbersHeard(client, room)).isEmpty();
    }

    @Test
    void aChannelIsLeftOnce() {
        client.subscribe(room);
        assertThat(type(client.ask("'type':'unsubscribe','channel':'" + room + "'"))).isEqualTo("unsubscribed");
        assertThat(code(client.ask("'type':'unsubscribe','channel':'" + room + "'"))).isEqualTo("RT_004");
    }

    @Test
    void whatIsForAllIsHeardUnaskedAndCannotBeLeft() {
        assertThat(code(client.ask("'type':'unsubscribe','channel':'system:all'"))).isEqualTo("RT_004");
    }

    @Test
    void whoSpeaksNeedsNoSubscription() {
        assertThat(type(client.say(room, "e", "1"))).isEqualTo("ack");
        client.subscribe(room);
        client.say(room, "e", "2");
        assertThat(number(client.awaitMessage(room))).isEqualTo(2);
    }
}
