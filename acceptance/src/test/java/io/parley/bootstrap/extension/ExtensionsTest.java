package io.parley.bootstrap.extension;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What product teams' extensions do, as clients see it. */
class ExtensionsTest {
    private static TestNode node;

    private final String user = Unique.user("ada");
    private final String chat = Unique.channel("chat:");
    private ChatClient ada;

    @BeforeAll
    static void aHubWithExtensions() {
        node = TestNode.startWith(Workbench.class, "node-with-extensions", TestServers.freshDatabaseUrl());
    }

    @AfterAll
    static void over() {
        node.close();
    }

    @BeforeEach
    void comes() {
        ada = node.connect(user);
    }

    @AfterEach
    void goes() {
        ada.close();
    }

    private JsonNode sends(String event, String data) {
        return ada.ask("'type':'event','event':'" + event + "','data':" + data);
    }

    private static String code(JsonNode reply) {
        return reply.path("code").asString("no error");
    }

    // Events

    @Test
    void anEventIsAnsweredWithAnEvent() {
        JsonNode reply = sends("echo", "{'a': [1]}");
        assertThat(reply.get("type").asString()).isEqualTo("event");
        assertThat(reply.get("event").asString()).isEqualTo("echoed");
        assertThat(ada.frames().getLast()).contains("\"data\":{\"a\": [1]}");
    }

    @Test
    void anEventThatIsDoneIsAcknowledged() {
        JsonNode reply = sends("quiet", "1");
        assertThat(reply.get("type").asString()).isEqualTo("ack");
        assertThat(reply.size()).isEqualTo(2);
    }

    @Test
    void withoutAnIdThereIsOnlyWhatTheExtensionSays() {
        ada.send("{'type':'event','event':'quiet'}");
        ada.send("{'type':'event','event':'echo','data':7}");
        JsonNode reply = ada.await("event");
        assertThat(reply.has("id")).isFalse();
        assertThat(reply.get("data").asInt()).isEqualTo(7);
        assertThat(ada.isQuiet()).isTrue();
    }

    @Test
    void anEventThatNobodyKnowsIsAMistake() {
        JsonNode reply = sends("unknown", "1");
        assertThat(code(reply)).isEqualTo("RT_007");
        assertThat(reply.get("details").get("path").asString()).isEqualTo("$.event");
    }

    @Test
    void anExtensionMayRefuse() {
        assertThat(code(sends("refuse", "1"))).isEqualTo("RT_003");
    }

    @Test
    void anExtensionSpeaksToAUserInHisOwnChannel() {
        assertThat(sends("tell", "[1]").get("type").asString()).isEqualTo("ack");
        JsonNode message = ada.await("message");
        assertThat(message.get("event").asString()).isEqualTo("told");
        assertThat(message.get("channel").asString()).endsWith(user);
        assertThat(message.has("offset")).isTrue();
    }

    // Messages

    @Test
    void whatIsChangedIsHeardOtherwiseAndInTheOrderOfTheInterceptors() {
        ada.subscribe(chat);
        assertThat(ada.say(chat, "change", "'x'").has("offset")).isTrue();
        assertThat(ada.awaitMessage(chat).get("data").asString()).isEqualTo("x12");
    }

    @Test
    void whatIsRefusedAndWhatIsSwallowedIsNotHeard() {
        ada.subscribe(chat);
        assertThat(code(ada.say(chat, "refuse", "1"))).isEqualTo("RT_003");
        JsonNode swallowed = ada.say(chat, "swallow", "1");
        assertThat(swallowed.get("type").asString()).isEqualTo("ack");
        assertThat(swallowed.has("offset")).isFalse();
        ada.say(chat, "pass", "'the first'");
        assertThat(ada.awaitMessage(chat).get("data").asString()).isEqualTo("the first");
    }

    @Test
    void aFilterThatFailsLetsNothingThroughInItsChannelsAndHarmsNoOther() {
        ada.subscribe(chat);
        JsonNode reply = ada.say(chat, "throw", "1");
        assertThat(code(reply)).isEqualTo("RT_011");
        assertThat(reply.toString()).doesNotContain("the words of the extension");
        assertThat(ada.say("public:lobby", "throw", "1").get("type").asString()).isEqualTo("ack");
        ada.say(chat, "pass", "'the first'");
        assertThat(ada.awaitMessage(chat).get("data").asString()).isEqualTo("the first");
    }

    @Test
    void whatOneSaysKeepsItsOrder() {
        ada.subscribe(chat);
        IntStream.range(0, 200).forEach(i -> ada
                .send("{'type':'message','channel':'" + chat + "','event':'" + (i % 2 == 0 ? "change" : "pass") + "','data':" + i + "}"));
        List<String> heard = IntStream.range(0, 200).mapToObj(_ -> ada.awaitMessage(chat).get("data").asString()).toList();
        assertThat(heard).isEqualTo(IntStream.range(0, 200).mapToObj(i -> i % 2 == 0 ? i + "12" : "" + i).toList());
    }

    // Comings and goings

    @Test
    void hooksAreToldOfComingAndGoingInOrder() {
        ada.authenticate(TestTokens.of(user));
        ada.subscribe(chat);
        ada.ask("'type':'unsubscribe','channel':'" + chat + "'");
        ada.close();
        assertThat(node.bean(Workbench.Diary.class).until(user + " closed", user)).containsExactly("opened", "in private:user-" + user,
                "authenticated", "in " + chat, "out of " + chat, "out of private:user-" + user, "closed");
    }

    @Test
    void aHookMayKeepSomebodyOut() {
        assertThat(code(ada.subscribe("chat:closed"))).isEqualTo("RT_003");
        assertThat(code(ada.ask("'type':'presence','channel':'chat:closed'"))).isEqualTo("RT_004");
    }
}
