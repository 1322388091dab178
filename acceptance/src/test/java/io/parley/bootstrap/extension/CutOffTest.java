package io.parley.bootstrap.extension;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of extensions that throw, hang or never stop computing, and of everybody else meanwhile. */
class CutOffTest {
    private static final int MOST_TIMEOUTS = 4;
    private static TestNode node;

    private final ChatClient ada = node.connect(Unique.user("ada"));
    private final ChatClient bob = node.connect(Unique.user("bob"));

    @BeforeAll
    static void aHubWithExtensions() {
        node = TestNode.startWith(Workbench.class, "node-that-cuts-off", TestServers.freshDatabaseUrl(), "parley.extensions.timeout=500ms",
                "parley.extensions.most-timeouts=" + MOST_TIMEOUTS, "parley.extensions.rest=1s");
    }

    @AfterAll
    static void over() {
        node.close();
    }

    @AfterEach
    void theExtensionRecovers() {
        node.bean(Workbench.Deeds.class).letGo();
        await().atMost(Duration.ofSeconds(30)).until(() -> event(bob, "echo").equals("event"));
        ada.close();
        bob.close();
    }

    /** The type of the answer, or the code of the error. */
    private static String event(ChatClient client, String name) {
        JsonNode reply = client.ask("'type':'event','event':'" + name + "','data':1");
        return reply.path("code").asString(reply.get("type").asString());
    }

    private static void sends(ChatClient client, String name) {
        client.send("{'type':'event','event':'" + name + "'}");
    }

    private static double failures(String kind) {
        return node.admin().get("/metrics").body().lines().filter(line -> line.startsWith("realtime_extension_failures_total"))
                .filter(line -> line.contains("Workbench$Deeds") && line.contains("\"" + kind + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "garbage"})
    void whatThrowsIsTheHubsFaultAndIsCountedAndNeverSuspended(String event) {
        double before = failures("threw");
        List<String> answers = IntStream.range(0, 2 * MOST_TIMEOUTS).mapToObj(_ -> event(ada, event)).toList();
        assertThat(answers).containsOnly("RT_011");
        assertThat(failures("threw") - before).isEqualTo(2 * MOST_TIMEOUTS);
        assertThat(event(ada, "echo")).isEqualTo("event");
    }

    @Test
    void whatDoesNotAnswerIsCutOffAndItsConnectionGoesOn() {
        double before = failures("timed_out");
        assertThat(event(ada, "hang")).isEqualTo("RT_011");
        assertThat(failures("timed_out") - before).isEqualTo(1);
        assertThat(ada.ask("'type':'ping'").get("type").asString()).isEqualTo("pong");
    }

    /** The extension hangs, or takes all the processors it can get, as long as the test lasts. */
    @ParameterizedTest
    @ValueSource(strings = {"hang", "spin"})
    void othersAreServedWhileItDoesNotEnd(String event) {
        List<ChatClient> victims = IntStream.range(0, MOST_TIMEOUTS - 1).mapToObj(_ -> node.connect(Unique.user("victim"))).toList();
        String chat = Unique.channel("chat:");
        bob.subscribe(chat);
        victims.forEach(victim -> sends(victim, event));
        victims.forEach(victim -> assertThat(victim.await("error").get("code").asString()).isEqualTo("RT_011"));
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(event(bob, "good")).isEqualTo("event");
            assertThat(bob.say(chat, "hello", "1").get("type").asString()).isEqualTo("ack");
            bob.awaitMessage(chat);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun).dividedBy(60)).isLessThan(Duration.ofMillis(500));
        victims.forEach(ChatClient::close);
    }

    @Test
    void whatTimesOutAgainAndAgainIsNotAskedForAWhileAndThenIs() {
        IntStream.range(0, MOST_TIMEOUTS).forEach(_ -> assertThat(event(ada, "hang")).isEqualTo("RT_011"));
        double before = failures("suspended");
        assertThat(event(bob, "echo")).isEqualTo("RT_011");
        assertThat(failures("suspended") - before).isEqualTo(1);
        assertThat(event(bob, "good")).isEqualTo("event");
        node.bean(Workbench.Deeds.class).letGo();
        await().atMost(Duration.ofSeconds(30)).until(() -> event(bob, "echo").equals("event"));
    }
}
