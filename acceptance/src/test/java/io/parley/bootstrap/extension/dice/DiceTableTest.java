package io.parley.bootstrap.extension.dice;

import org.junit.jupiter.api.AfterAll;
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

/** The worked example of docs/extending.md, played. */
class DiceTableTest {
    private static TestNode node;

    @BeforeAll
    static void aHubWithDice() {
        node = TestNode.startWith(DiceTable.class, "node-with-dice", TestServers.freshDatabaseUrl());
    }

    @AfterAll
    static void over() {
        node.close();
    }

    @Test
    void whoThrowsSeesWhatTheWholeTableSees() {
        String ada = Unique.user("ada");
        String table = Unique.channel("chat:");
        try (ChatClient player = node.connect(ada); ChatClient other = node.connect(Unique.user("bob"))) {
            other.subscribe(table);
            JsonNode thrown = player.ask("'type':'event','event':'dice:throw','data':{'table':'" + table + "'}");
            assertThat(thrown.get("type").asString()).isEqualTo("event");
            assertThat(thrown.get("event").asString()).isEqualTo("dice:thrown");
            assertThat(thrown.get("data").get("player").asString()).isEqualTo(ada);
            assertThat(thrown.get("data").get("points").asInt()).isBetween(1, 6);
            JsonNode seen = other.awaitMessage(table);
            assertThat(seen.get("data")).isEqualTo(thrown.get("data"));
            assertThat(seen.has("sender")).isFalse();
        }
    }

    @Test
    void nobodySaysThatHeThrewWhatHeDidNot() {
        String table = Unique.channel("chat:");
        try (ChatClient player = node.connect(Unique.user("ada"))) {
            assertThat(player.say(table, "dice:thrown", "{'points':6}").get("code").asString()).isEqualTo("RT_003");
            assertThat(player.say(table, "hello", "1").get("type").asString()).isEqualTo("ack");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'table':'public:lobby'}", "{'table':'chat:a b'}", "{'table':7}", "{}", "null", "[]"})
    void whatIsNoTableIsRefused(String data) {
        try (ChatClient player = node.connect(Unique.user("ada"))) {
            JsonNode no = player.ask("'type':'event','event':'dice:throw','data':" + data);
            assertThat(no.get("code").asString()).isEqualTo("RT_007");
            assertThat(no.get("details").get("path").asString()).isEqualTo("$.data.table");
        }
    }
}
