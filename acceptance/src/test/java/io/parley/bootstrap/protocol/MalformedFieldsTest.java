package io.parley.bootstrap.protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static io.parley.bootstrap.protocol.Fields.code;
import static io.parley.bootstrap.protocol.Fields.path;
import static io.parley.bootstrap.protocol.Fields.type;
import static org.assertj.core.api.Assertions.assertThat;

/** Fields about places in a channel's history, and about what is said once or for now alone, that cannot be meant. Each is told with its path. */
@ExtendWith(SharedCluster.class)
class MalformedFieldsTest {
    private final ChatClient client;

    MalformedFieldsTest(TestCluster cluster) {
        client = cluster.a().connect(Unique.user("alice"));
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"'recover':{} | $.recover.epoch", "'recover':[] | $.recover",
            "'recover':{'epoch':'','offset':1} | $.recover.epoch", "'recover':{'epoch':7,'offset':1} | $.recover.epoch",
            "'recover':{'epoch':null,'offset':1} | $.recover.epoch", "'recover':{'offset':1} | $.recover.epoch",
            "'recover':{'epoch':'e'} | $.recover.offset", "'recover':{'epoch':'e','offset':-1} | $.recover.offset",
            "'recover':{'epoch':'e','offset':1.5} | $.recover.offset", "'recover':{'epoch':'e','offset':1e3} | $.recover.offset",
            "'recover':{'epoch':'e','offset':'1'} | $.recover.offset", "'recover':{'epoch':'e','offset':null} | $.recover.offset",
            "'recover':{'epoch':'e','offset':9223372036854775808} | $.recover.offset",
            "'recover':{'epoch':'e','offset':123456789012345678901234567890} | $.recover.offset", "'durable':'' | $.durable",
            "'durable':'a b' | $.durable", "'durable':7 | $.durable", "'durable':true | $.durable", "'durable':null | $.durable",
            "'history':99999999999 | $.history"})
    void aPlaceThatCannotBeSubscribedFromIsRefused(String field, String path) {
        assertRefusedAt(path, client.ask("'type':'subscribe','channel':'chat:x'," + field));
    }

    @Test
    void namesThatAreTooLongAreRefused() {
        assertRefusedAt("$.recover.epoch",
                client.ask("'type':'subscribe','channel':'chat:x','recover':{'epoch':'" + "e".repeat(65) + "','offset':1}"));
        assertRefusedAt("$.durable", client.ask("'type':'subscribe','channel':'chat:x','durable':'" + "d".repeat(65) + "'"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"'limit':-1 | $.limit", "'limit':1001 | $.limit", "'limit':1.5 | $.limit",
            "'limit':'10' | $.limit", "'limit':99999999999 | $.limit", "'reverse':1 | $.reverse", "'reverse':'true' | $.reverse",
            "'from':7 | $.from", "'from':{'offset':1} | $.from.epoch", "'from':{'epoch':'e'} | $.from.offset",
            "'from':{'epoch':'e','offset':-1} | $.from.offset", "'channel':7 | $.channel"})
    void aHistoryThatCannotBeReadIsRefused(String field, String path) {
        assertRefusedAt(path, client.ask("'type':'history','channel':'chat:x'," + field));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"'idempotencyKey':'' | $.idempotencyKey",
            "'idempotencyKey':7 | $.idempotencyKey", "'idempotencyKey':null | $.idempotencyKey", "'idempotencyKey':{} | $.idempotencyKey",
            "'volatile':'true' | $.volatile", "'volatile':1 | $.volatile", "'volatile':null | $.volatile"})
    void aMessageThatIsSaidInNoKnownWayIsRefused(String field, String path) {
        assertRefusedAt(path, client.ask("'type':'message','channel':'chat:x','event':'e'," + field));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"'offset':1 | $.epoch", "'epoch':'e' | $.offset",
            "'epoch':'','offset':1 | $.epoch", "'epoch':'e','offset':-1 | $.offset", "'epoch':'e','offset':0.5 | $.offset"})
    void anAcknowledgementOfNoPositionIsRefused(String fields, String path) {
        assertRefusedAt(path, client.ask("'type':'ack','channel':'chat:x'," + fields));
    }

    private void assertRefusedAt(String path, JsonNode error) {
        assertThat(code(error)).isEqualTo("RT_007");
        assertThat(path(error)).isEqualTo(path);
        assertThat(error.get("details").propertyNames()).containsExactlyInAnyOrder("expected", "got", "path");
        assertThat(type(client.ask("'type':'ping'"))).isEqualTo("pong");
    }
}
