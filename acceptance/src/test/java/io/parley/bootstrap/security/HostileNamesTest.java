package io.parley.bootstrap.security;

import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Names that would be something else where they are written down: a header, a key, a line of the log, an event of a stream. */
@ExtendWith({SharedCluster.class, OutputCaptureExtension.class})
class HostileNamesTest {
    private final TestNode node;

    HostileNamesTest(TestCluster cluster) {
        node = cluster.a();
    }

    static Stream<String> names() {
        return Stream.of("a\r\nX-Evil: 1", "a\nevent: message", "a\u0001\u001b[2Jb", "a\"b", "a'b", "a\\b", "a\u2028b", "a\u0085b",
                "a\u202eb",
                "aäß漢", "a{b}c*", "a:b.c", "a b\tc", "../../a", "a%0d%0ab", "{\"type\":\"evil\"}", "${jndi:ldap://evil}", "<script>",
                "; DROP TABLE a; --");
    }

    /** What no user's id may be, but may well be said. */
    static Stream<String> withZero() {
        return Stream.of("a\0b");
    }

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aUserOfThatIdIsHimselfEverywhere(String name) {
        String user = Unique.user(name);
        String room = Unique.channel("chat:");
        try (ChatClient watcher = node.connect(Unique.user("watcher"));
                ChatClient client = node.connectWith(TestTokens.named(user, name))) {
            assertThat(client.history().getFirst().get("userId").asString()).isEqualTo(user);
            watcher.subscribe(room);
            assertThat(client.subscribe(room).get("type").asString()).isEqualTo("subscribed");
            JsonNode joined = watcher.awaitPresence("presence:join", room, user).get("user");
            assertThat(joined.get("name").asString()).isEqualTo(name);
            client.say(room, "e", "1");
            assertThat(watcher.awaitMessage(room).get("sender").asString()).isEqualTo(user);
            node.admin().postRaw("/realtime/channels/" + room + "/broadcast",
                    "{\"event\":\"to him\",\"to\":{\"users\":[" + json(user) + "]}}");
            assertThat(client.await("what is for him", message -> message.path("event").asString("").equals("to him")).has("data"))
                    .isTrue();
            assertThat(node.admin().postRaw("/realtime/channels/" + room + "/kick", "{\"userId\":" + json(user) + "}").status())
                    .isEqualTo(204);
            assertThat(client.await("unsubscribed").get("channel").asString()).isEqualTo(room);
        }
        assertKeysArePlain();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aUserOfThatIdIsOneLineOfTheLog(String name, CapturedOutput output) {
        String user = Unique.user(name);
        try (ChatClient client = node.connectWith(TestTokens.named(user, name))) {
            client.ask("'type':'ping'");
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(lines(output)).anyMatch(line -> line.path("message").asString("").equals("disconnected")
                        && line.path("userId").asString("").equals(user)));
        assertThat(output.getOut().chars()).noneMatch(c -> c < ' ' && c != '\n').noneMatch(c -> c == '\u007f');
    }

    /** The log's lines: each is a JSON object, or this fails. */
    private static List<JsonNode> lines(CapturedOutput output) {
        return output.getOut().lines().filter(line -> !line.isBlank()).map(JsonMapper.shared()::readTree).toList();
    }

    private static void assertKeysArePlain() {
        Config config = new Config();
        config.useSingleServer().setAddress(TestServers.redisUrl()).setConnectionMinimumIdleSize(1).setConnectionPoolSize(2);
        RedissonClient redis = Redisson.create(config);
        try {
            // What other services' channels are called, the operator says.
            assertThat(redis.getKeys().getKeys()).filteredOn(key -> !key.startsWith("parley:ingest:")).isNotEmpty()
                    .allMatch(key -> key.matches("[A-Za-z0-9:{}._=@,-]+(/[A-Za-z0-9@._-]+)?"));
        } finally {
            redis.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource({"names", "withZero"})
    void anEventOfThatNameIsOneEventEverywhere(String name) {
        String channel = Unique.channel("public:");
        HubApi.Answer sent = node.admin().post("/realtime/channels/" + channel + "/broadcast", "{}");
        assertThat(sent.status()).isEqualTo(400);
        try (ChatClient client = node.connect(Unique.user("ada"));
                EventStream stream = new EventStream(node.at("/realtime/sse?channel=" + channel), TestTokens.of(Unique.user("bob")))) {
            client.subscribe(channel);
            Stream.generate(stream::next)
                    .filter(event -> event.name().equals("subscribed") && event.data().get("channel").asString().equals(channel))
                    .findFirst();
            client.sendRaw("{\"type\":\"message\",\"id\":\"x\",\"channel\":\"" + channel + "\",\"event\":" + json(name) + ",\"data\":"
                    + json(name) + "}");
            JsonNode heard = client.awaitMessage(channel);
            assertThat(heard.get("event").asString()).isEqualTo(name);
            assertThat(heard.get("data").asString()).isEqualTo(name);
            EventStream.Event event = stream.next();
            assertThat(event.name()).isEqualTo("message");
            assertThat(event.data().get("event").asString()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat:a\r\nX-Evil: 1", "chat:a\u0000", "chat:a b", "chat:ä", "chat:a\"", "chat:a{b}", "chat:*", "chat:a/b",
            "chat:a\\b", "chat:a\u2028",
            "chat:%0d%0a", ":a", "", "-a"})
    void aChannelOfThatNameIsNone(String name) {
        try (ChatClient client = node.connect(Unique.user("ada"))) {
            for (String type : List.of("subscribe", "unsubscribe", "presence", "message")) {
                client.sendRaw("{\"id\":\"" + type + "\",\"type\":\"" + type + "\",\"channel\":" + json(name) + ",\"event\":\"e\"}");
                JsonNode reply = client.await("a no", message -> message.path("id").asString("").equals(type));
                assertThat(reply.get("type").asString()).isEqualTo("error");
                assertThat(reply.get("code").asString()).isIn("RT_007", "RT_004");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat:a%0d%0aX-Evil:%201", "chat:a%00", "chat:a%22", "chat:%C3%A4", "chat:a%5Cb", "%2e%2e%2fa",
            "chat:a%E2%80%A8", "chat:%ff"})
    void aChannelOfThatNameInAPathIsNoneAndReachesNoHeader(String name) {
        HubApi.Answer answer = node.admin().get("/realtime/channels/" + name + "/presence");
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0d%0aX-Evil:%201", "a%00", "a%22", "..%2f..", "%C3%A4", "default%20", "DEFAULT", "%2e", "default;x=1"})
    void aRealmOfThatNameIsNoneAndReachesNoHeader(String name) {
        HubApi.Answer answer = node.admin().get("/realms/" + name + "/realtime/notifications");
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("evil");
    }

    @Test
    void aReasonOfAKickIsTextAndNothingElse() {
        String room = Unique.channel("chat:");
        String user = Unique.user("ada");
        try (ChatClient client = node.connect(user)) {
            client.subscribe(room);
            node.admin().post("/realtime/channels/" + room + "/kick", "{'userId':'" + user + "','reason':'bye\\r\\n\\u001b{}'}");
            assertThat(client.await("unsubscribed").get("reason").asString()).isEqualTo("kicked: bye\r\n\u001b{}");
        }
    }
}
