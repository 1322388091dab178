package io.parley.bootstrap.security;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tickets stand in URLs, which end up in logs: good once, for whoever asked, and nowhere but at a handshake. */
@ExtendWith(SharedCluster.class)
class TicketsTest {
    private static final int RACERS = 20;

    private final TestNode a;
    private final TestNode b;
    private final String alice = Unique.user("alice");

    TicketsTest(TestCluster cluster) {
        a = cluster.a();
        b = cluster.b();
    }

    private static String ticket(HubApi api) {
        HubApi.Answer answer = api.post("/realtime/tickets", "");
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().get("ticket").asString();
    }

    private String aliceTicket() {
        return ticket(a.api().bearer(TestTokens.of(alice)));
    }

    private static HubApi.Answer refused(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer();
    }

    @Test
    void ofManyWhoShowOneAtOnceExactlyOneGetsIn() throws Exception {
        String ticket = aliceTicket();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> racing = IntStream.range(0, RACERS)
                    .mapToObj(i -> racers.submit(racer(i % 2 == 0 ? a : b, ticket, start))).toList();
            start.countDown();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> one : racing) {
                answers.add(one.get());
            }
            assertThat(answers).hasSize(RACERS).filteredOn(status -> status == 101).hasSize(1);
            assertThat(answers).filteredOn(status -> status == 401).hasSize(RACERS - 1);
        }
    }

    private static Callable<Integer> racer(TestNode node, String ticket, CountDownLatch start) {
        return () -> {
            start.await();
            try (ChatClient client = node.dial("/realtime?ticket=" + ticket).open()) {
                client.await("connected");
                return 101;
            } catch (Dial.Refused e) {
                return e.answer().status();
            }
        };
    }

    @Test
    void aTicketIsGoodOnEveryNodeAndOnceInAll() {
        String ticket = aliceTicket();
        try (ChatClient client = b.dial("/realtime?ticket=" + ticket).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo(alice);
        }
        assertThat(refused(b.dial("/realtime?ticket=" + ticket)).status()).isEqualTo(401);
        assertThat(refused(a.dial("/realtime?ticket=" + ticket)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "..%2f..", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%2B%2B%2B", "*"})
    void whatIsNoTicketIsA401ThatDoesNotRepeatIt(String ticket) {
        HubApi.Answer answer = refused(a.dial("/realtime?ticket=" + ticket));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_002");
        if (!ticket.isEmpty()) {
            assertThat(answer.body()).doesNotContain(ticket);
        }
    }

    @Test
    void aTicketIsNoCredentialOfTheServerApi() {
        String ticket = aliceTicket();
        assertThat(a.api().get("/realtime/notifications?ticket=" + ticket).status()).isEqualTo(401);
        assertThat(a.api().bearer(ticket).get("/realtime/notifications").status()).isEqualTo(401);
        assertThat(a.api().key(ticket).get("/realtime/notifications").status()).isEqualTo(401);
        assertThat(a.api().header("Authorization", "Ticket " + ticket).get("/realtime/notifications").status()).isEqualTo(401);
    }

    @Test
    void aTicketIsNotGivenWithoutCredentialsNorForBadOnes() {
        assertThat(a.api().post("/realtime/tickets", "").status()).isEqualTo(401);
        assertThat(a.api().bearer("nonsense").post("/realtime/tickets", "").status()).isEqualTo(401);
        assertThat(a.api().key("nonsense").post("/realtime/tickets", "").status()).isEqualTo(401);
        assertThat(a.api().post("/realtime/tickets?token=" + TestTokens.of(alice), "").status()).isEqualTo(401);
    }

    @Test
    void aTicketOfAServerConnectsAServer() {
        try (ChatClient client = a.dial("/realtime?ticket=" + ticket(a.admin())).open()) {
            assertThat(client.await("connected").get("userId").isNull()).isTrue();
            assertThat(client.say(Unique.channel("event:"), "e", "1").get("type").asString()).isEqualTo("ack");
        }
    }

    @Test
    void aTicketIsNoTokenOfAMessage() {
        String ticket = aliceTicket();
        try (ChatClient client = a.connect(alice)) {
            assertThat(client.authenticate(ticket).get("code").asString()).isEqualTo("RT_002");
        }
    }

    @Test
    void noTwoTicketsAreTheSame() {
        assertThat(IntStream.range(0, 20).mapToObj(_ -> aliceTicket()).distinct()).hasSize(20);
    }
}
