package io.parley.bootstrap.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tickets: asked for with the usual header, good for one connection, on any node. */
@ExtendWith(SharedCluster.class)
class TicketsTest {
    private static final Duration VALIDITY = Duration.ofSeconds(30);

    private final TestNode a;
    private final TestNode b;
    private final String alice = Unique.user("alice");

    TicketsTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
    }

    private static String ticketFor(HubApi somebody) {
        return somebody.post("/realtime/tickets", "").json().get("ticket").asString();
    }

    private String ticket() {
        return ticketFor(a.api().bearer(TestTokens.of(alice)));
    }

    private static void assertRefused(Dial dial) {
        HubApi.Answer answer = catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_002");
    }

    @Test
    void aTicketIsCreatedAndSaysUntilWhenItIsGood() {
        Instant asked = Instant.now();
        HubApi.Answer answer = a.api().bearer(TestTokens.of(alice)).post("/realtime/tickets", "");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("ticket", "expiresAt");
        Instant expiry = Instant.parse(answer.json().get("expiresAt").asString());
        assertThat(expiry).isBetween(asked.plus(VALIDITY).minusMillis(1), Instant.now().plus(VALIDITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realtime", "/ws", "/realms/default/realtime"})
    void aTicketConnectsWhoeverAskedForIt(String path) {
        try (ChatClient client = a.dial(path + "?ticket=" + ticket()).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
            assertThat(client.await("subscribed").get("channel").asString()).isEqualTo("private:user-" + alice);
        }
    }

    @Test
    void aTicketIsGoodOnAnotherNode() {
        try (ChatClient client = b.dial("/realtime?ticket=" + ticket()).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void aTicketOpensAStream() {
        try (EventStream stream = new EventStream(a.at("/realtime/sse?ticket=" + ticket()))) {
            assertThat(stream.next().data().get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void aTicketIsGoodOnceOnWhicheverNode() {
        String ticket = ticket();
        a.dial("/realtime?ticket=" + ticket).open().close();
        assertRefused(a.dial("/realtime?ticket=" + ticket));
        assertRefused(b.dial("/realtime?ticket=" + ticket));
    }

    @Test
    void ofManyWhoUseATicketAtOnceOneComesIn() throws Exception {
        String ticket = ticket();
        List<Callable<Boolean>> attempts = Collections.nCopies(10, List.of(a, b)).stream().flatMap(List::stream)
                .<Callable<Boolean>>map(node -> () -> comesIn(node, ticket)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(attempts)).filteredOn(Future::resultNow).hasSize(1);
        }
    }

    private static boolean comesIn(TestNode node, String ticket) {
        try (ChatClient client = node.dial("/realtime?ticket=" + ticket).open()) {
            return client.isOpen();
        } catch (Dial.Refused e) {
            return false;
        }
    }

    @Test
    void aConnectionOfATicketEndsWithTheTokenThatItStandsFor() {
        String token = TestTokens.lasting(alice, Duration.ofSeconds(3));
        try (ChatClient client = a.dial("/realtime?ticket=" + ticketFor(a.api().bearer(token))).open()) {
            assertThat(client.await("connected").has("expiresAt")).isTrue();
            Farewell.assertTurnedAway(client);
        }
    }

    @Test
    void aTicketOfTheAdminKeyConnectsAServer() {
        try (ChatClient server = a.dial("/realtime?ticket=" + ticketFor(a.admin())).open()) {
            assertThat(server.await("connected").get("userId").isNull()).isTrue();
            assertThat(server.say("private:user-" + alice, "e", "1").get("type").asString()).isEqualTo("ack");
        }
    }

    @Test
    void aTicketOfTheAdminKeyIsNoMoreForAPageThanTheKey() {
        try (ChatClient client = a.dial("/realtime?ticket=" + ticketFor(a.admin())).origin(TestNode.ALLOWED_ORIGIN).open()) {
            Farewell.assertEnded(client, 4403, "forbidden", false);
        }
    }

    @Test
    void aPageOfAnotherOriginDoesNotComeInWithATicket() {
        Dial dial = a.dial("/realtime?ticket=" + ticket()).origin("https://elsewhere.example.com");
        HubApi.Answer answer = catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void noTicketIsGivenWithoutCredentials() {
        assertThat(a.api().post("/realtime/tickets", "").status()).isEqualTo(401);
        assertThat(a.api().bearer("nonsense").post("/realtime/tickets", "").status()).isEqualTo(401);
        assertThat(a.api().post("/realtime/tickets?token=" + TestTokens.of(alice), "").status()).isEqualTo(401);
    }

    @Test
    void noTicketIsGivenForATicketAndThatOneStaysGood() {
        String ticket = ticket();
        assertThat(a.api().post("/realtime/tickets?ticket=" + ticket, "").status()).isEqualTo(401);
        try (ChatClient client = a.dial("/realtime?ticket=" + ticket).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
        }
    }

    @Test
    void aTicketIsNoCredentialsOfTheServerApi() {
        String path = "/realtime/notifications";
        assertThat(a.api().get(path + "?ticket=" + ticket()).status()).isEqualTo(401);
        assertThat(a.api().bearer(ticket()).get(path).status()).isEqualTo(401);
        assertThat(a.api().key(ticket()).get(path).status()).isEqualTo(401);
        assertThat(a.api().header("Authorization", "Ticket " + ticket()).get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "..%2f..", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%2B%2B%2B", "*"})
    void whatIsNoTicketIsRefused(String text) {
        assertRefused(a.dial("/realtime?ticket=" + text));
    }

    @Test
    void aTicketIsNoTokenOfAMessage() {
        try (ChatClient client = a.dial("/realtime").open()) {
            client.send("{'type':'auth','token':'" + ticket() + "'}");
            Farewell.assertTurnedAway(client);
        }
    }
}
