package io.parley.bootstrap.observability;

import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** The log as a collector reads it: a JSON object a line. */
@ExtendWith({SharedCluster.class, OutputCaptureExtension.class})
class ConnectionLogTest {
    private final TestNode node;
    private final String alice = Unique.user("alice");

    ConnectionLogTest(TestCluster cluster) {
        node = cluster.a();
    }

    private JsonNode awaitLine(CapturedOutput output, String message) {
        return Awaitility.await().until(() -> wholeLines(output.getOut()).lines().filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.path("message").asString("").equals(message) && line.path("userId").asString("").equals(alice))
                .findFirst(), Optional::isPresent).orElseThrow();
    }

    /** Without what is being written just now. */
    private static String wholeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    @Test
    void aConnectionIsLoggedWithItsNameItsUserAndItsTransport(CapturedOutput output) {
        try (ChatClient client = node.dial("/realtime").bearer(TestTokens.of(alice)).open()) {
            String id = client.await("connected").get("connectionId").asString();
            JsonNode line = awaitLine(output, "connected");
            assertThat(line.get("connectionId").asString()).isEqualTo(id);
            assertThat(line.get("transport").asString()).isEqualTo("websocket");
        }
    }

    @Test
    void theEndOfAConnectionIsLoggedWithTheReason(CapturedOutput output) {
        try (ChatClient client = node.connect(alice)) {
            assertThat(client.isOpen()).isTrue();
        }
        JsonNode line = awaitLine(output, "disconnected");
        assertThat(line.get("connectionId").asString()).isNotBlank();
        assertThat(line.get("reason").asString()).isNotBlank();
    }
}
