package io.parley.bootstrap.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.FoldedRoster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Where there are too many to be told one by one. */
class CrowdStoryTest {
    private static final int LIMIT = 10;
    private static TestNode node;

    private final String room = Unique.channel("chat:");
    private final List<ChatClient> crowd = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = TestNode.start("crowded", TestServers.freshDatabaseUrl(), "parley.presence.roster-limit=" + LIMIT,
                "parley.presence.grace=0s");
    }

    @AfterAll
    static void stop() {
        node.stop();
    }

    @AfterEach
    void hangUp() {
        crowd.forEach(ChatClient::close);
    }

    private ChatClient comes() {
        ChatClient client = node.connect(Unique.user("user"));
        crowd.add(client);
        client.subscribe(room);
        return client;
    }

    private static void awaitCount(ChatClient client, int count) {
        client.await("the count " + count,
                message -> message.path("type").asString("").equals("presence:count") && message.get("count").asInt() == count);
    }

    @Test
    void whoAsksWhoIsThereIsToldOfTheFirstAndHowManyThereAre() {
        IntStream.range(0, LIMIT + 2).forEach(_ -> comes());
        JsonNode answer = crowd.getFirst().ask("'type':'presence','channel':'" + room + "'");
        assertThat(answer.get("users").size()).isEqualTo(LIMIT);
        assertThat(answer.get("count").asInt()).isEqualTo(LIMIT + 2);
        assertThat(answer.get("partial").asBoolean()).isTrue();
    }

    @Test
    void aCrowdIsCountedAndToldWholeWhenItHasBecomeSmallAgain() {
        ChatClient first = comes();
        IntStream.range(0, LIMIT + 2).forEach(_ -> comes());
        awaitCount(first, LIMIT + 3);
        assertThat(first.history().stream().filter(ChatClient.ofType("presence:join"))).hasSize(LIMIT - 1);
        JsonNode told = crowd.getLast().history().stream().filter(message -> message.has("presence")).findFirst().orElseThrow()
                .get("presence");
        assertThat(told.get("users")).hasSize(LIMIT);
        assertThat(told.get("partial").asBoolean()).isTrue();
        assertThat(told.get("count").asInt()).isEqualTo(LIMIT + 3);
        IntStream.range(0, 5).forEach(_ -> crowd.removeLast().close());
        JsonNode whole = first.await("presence");
        assertThat(whole.has("id")).isFalse();
        assertThat(whole.has("partial")).isFalse();
        String newcomer = Unique.user("late");
        crowd.add(node.connect(newcomer));
        crowd.getLast().subscribe(room);
        first.awaitPresence("presence:join", room, newcomer);
        assertThat(FoldedRoster.of(first, room).users().keySet()).contains(newcomer).hasSize(LIMIT - 1);
    }
}
