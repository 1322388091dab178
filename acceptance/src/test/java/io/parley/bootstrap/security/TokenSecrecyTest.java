package io.parley.bootstrap.security;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a client shows stays between the two. */
@ExtendWith({SharedCluster.class, OutputCaptureExtension.class})
class TokenSecrecyTest {
    private final TestNode node;
    private final String alice = Unique.user("alice");

    TokenSecrecyTest(TestCluster cluster) {
        node = cluster.a();
    }

    @Test
    void aTokenInTheQueryIsInNoLineOfTheLog(CapturedOutput output) {
        String token = TestTokens.of(alice);
        try (ChatClient client = node.dial("/realtime?token=" + token).open()) {
            client.await("subscribed");
            client.subscribe("public:lobby");
            client.say("public:lobby", "e", "1");
            client.authenticate(token);
        }
        awaitEndOf(alice, output);
        assertThat(output.getAll()).doesNotContain(token).doesNotContain(signatureOf(token)).doesNotContain("token=");
    }

    @Test
    void aRefusedTokenIsInNoLineOfTheLog(CapturedOutput output) {
        String token = "a-token-that-is-none-" + alice;
        assertThat(catchThrowable(() -> node.dial("/realtime?token=" + token).open().close()))
                .isInstanceOf(Dial.Refused.class);
        try (ChatClient client = node.dial("/realtime").open()) {
            client.send("{'type':'auth','token':'" + token + "'}");
            client.awaitClose();
        }
        node.api().bearer(token).get("/realtime/notifications");
        node.api().get("/realtime/sse?access_token=" + token);
        Awaitility.await().until(() -> output.getAll().split("\"rejected\"", -1).length > 3);
        assertThat(output.getAll()).doesNotContain(token);
    }

    @Test
    void theAdminKeyIsInNoLineOfTheLog(CapturedOutput output) {
        node.admin().broadcast("public:lobby", "e", 1);
        try (ChatClient client = node.dial("/realtime?apiKey=" + TestNode.ADMIN_KEY.replace(" ", "%20")).open()) {
            client.await("connected");
        }
        awaitEndOf("-", output);
        assertThat(output.getAll()).doesNotContain(TestNode.ADMIN_KEY).doesNotContain("apiKey=");
    }

    private static void awaitEndOf(String user, CapturedOutput output) {
        Awaitility.await().until(() -> output.getAll().lines()
                .anyMatch(line -> line.contains("\"disconnected\"") && line.contains("\"" + user + "\"")));
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
