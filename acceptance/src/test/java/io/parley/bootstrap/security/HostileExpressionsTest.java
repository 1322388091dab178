package io.parley.bootstrap.security;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Expressions made to cost much, wherever somebody may hand one in. They are refused, or end; and nobody else waits for them. */
@ExtendWith(SharedCluster.class)
class HostileExpressionsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String NUMBERS = "[" + "7,".repeat(20_000) + "7]";

    private final TestNode node;

    HostileExpressionsTest(TestCluster cluster) {
        node = cluster.a();
    }

    /** What cannot be, whoever says it: too long, too deep, too much, or no expression. */
    static Stream<String> refused() {
        return Stream.of(
                "(".repeat(250) + "true" + ")".repeat(250),
                "[".repeat(250) + "]".repeat(250) + " == []",
                "{1:".repeat(120) + "1" + "}".repeat(120) + " == {}",
                "true ? ".repeat(60) + "true" + " : true".repeat(13),
                "'a'.matches('((a{1,99}){1,99}){1,99}')",
                "'a'.matches('(a+)+$(?=b)')",
                "'a'.matches('(a)\\\\1')",
                "'a'.matches('[')",
                "message.event.matches(message.event)",
                "'" + "x".repeat(511) + "' == ''",
                "true" + " ".repeat(509),
                "true &&", "((", "'", "\u0000", "a.b.c.d()", "System.exit(0)");
    }

    /** What may stand, would be true, and would cost much if nothing stopped it. */
    static Stream<String> expensive() {
        return Stream.of(
                "message.data.map(a, ".repeat(20) + "1" + ")".repeat(20) + " != []",
                "message.data.all(a, message.data.all(b, message.data.all(c, a == b || b == c)))",
                "message.data.map(a, message.data.map(b, a + b)).size() > 0",
                "message.data.all(a, message.data == message.data)",
                "message.data.all(a, message.data + message.data != [])",
                "[message.data].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).exists(a, a == a)",
                "message.data.all(a, string(message.data.size()).matches('(0|1|2|3|4|5|6|7|8|9)+'))");
    }

    private static <T> T promptly(Supplier<T> call) {
        return assertTimeoutPreemptively(SOON, call::get);
    }

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void asARuleOfARoomItIsA422(String expression) {
        for (String rule : new String[]{"subscribe", "publish", "presence"}) {
            HubApi.Answer answer = promptly(() -> node.admin().putRaw("/realtime/channels/" + Unique.channel("private:room-"),
                    "{\"rules\":{\"" + rule + "\":" + json(expression) + "}}"));
            assertThat(answer.status()).isIn(400, 422);
            assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void asAFilterOfASubscriptionItIsRefused(String expression) {
        String channel = Unique.channel("chat:");
        try (ChatClient client = node.connect(Unique.user("mallory"))) {
            JsonNode reply = promptly(() -> {
                client.sendRaw("{\"id\":\"f\",\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"filter\":" + json(expression) + "}");
                return client.await("the reply", message -> message.path("id").asString("").equals("f"));
            });
            assertThat(reply.get("code").asString()).isEqualTo("RT_007");
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void asAFilterOfABroadcastItIsRefused(String expression) {
        HubApi.Answer answer = promptly(() -> node.admin().postRaw("/realtime/channels/" + Unique.channel("chat:") + "/broadcast",
                "{\"event\":\"e\",\"filter\":" + json(expression) + "}"));
        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.json().get("code").asString()).isEqualTo("RT_007");
    }

    @ParameterizedTest
    @MethodSource("expensive")
    void anExpensiveFilterSaysNoInTimeAndHoldsUpNobody(String expression) {
        String channel = Unique.channel("chat:");
        try (ChatClient mallory = node.connect(Unique.user("mallory")); ChatClient bob = node.connect(Unique.user("bob"))) {
            bob.subscribe(channel);
            assertThat(mallory.ask("'type':'subscribe','channel':'" + channel + "','filter':" + json(expression).replace('"', '\u0001')
                    .replace("'", "\\u0027").replace('\u0001', '"')).get("type").asString()).isEqualTo("subscribed");
            promptly(() -> {
                bob.say(channel, "large", NUMBERS);
                return bob.awaitMessage(channel);
            });
            bob.say(channel, "last", "1");
            bob.awaitMessage(channel);
            mallory.await("what follows", message -> message.path("type").asString("").equals("position")
                    || message.path("event").asString("").equals("last"));
            assertThat(mallory.history()).noneMatch(message -> message.path("event").asString("").equals("large"));
        }
    }

    @ParameterizedTest
    @MethodSource("expensive")
    void anExpensiveRuleSaysNoInTime(String expression) {
        String room = Unique.channel("private:room-");
        String mallory = Unique.user("mallory");
        HubApi.Answer made = promptly(() -> node.admin().putRaw("/realtime/channels/" + room,
                "{\"members\":[\"" + mallory + "\"],\"rules\":{\"publish\":" + json(expression) + "}}"));
        assertThat(made.status()).isEqualTo(201);
        try (ChatClient client = node.connect(mallory)) {
            assertThat(promptly(() -> client.say(room, "large", NUMBERS)).get("code").asString()).isEqualTo("RT_003");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "-"})
    void aChainOfSignsIsReadInTime(String sign) {
        HubApi.Answer answer = promptly(() -> node.admin().put("/realtime/channels/" + Unique.channel("private:room-"),
                "{'rules':{'subscribe':'" + sign.repeat(500) + "1 == 1'}}"));
        assertThat(answer.status()).isIn(201, 422);
    }

    @Test
    void whoeverHandsInManyHoldsUpNobody() {
        try (ChatClient mallory = node.connect(Unique.user("mallory")); ChatClient bob = node.connect(Unique.user("bob"))) {
            for (int i = 0; i < 500; i++) {
                mallory.sendRaw("{\"type\":\"subscribe\",\"channel\":\"chat:x\",\"filter\":\"message.data.all(a, a == " + i + ")"
                        + " && true".repeat(50) + "\"}");
            }
            assertThat(promptly(() -> bob.ask("'type':'ping'")).get("type").asString()).isEqualTo("pong");
            assertThat(promptly(() -> node.api().get("/health")).status()).isEqualTo(200);
        }
    }

    @Test
    void anExpressionOf512CharactersMayStandAndOneOf513MayNot() {
        String longest = "true" + " || true".repeat(63) + "    ";
        assertThat(longest).hasSize(512);
        assertThat(node.admin().put("/realtime/channels/" + Unique.channel("private:room-"), "{'rules':{'subscribe':'" + longest + "'}}")
                .status()).isEqualTo(201);
        assertThat(node.admin().put("/realtime/channels/" + Unique.channel("private:room-"), "{'rules':{'subscribe':'" + longest + " '}}")
                .status()).isIn(400, 422);
    }
}
