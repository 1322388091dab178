package io.parley.bootstrap.protocol;

import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.ChatClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How the hub ends a connection: its last message, and the close frame after it. */
final class Farewell {
    private Farewell() {}

    /** Waits for the end, and checks that it is that one, and that the last message said so. */
    static JsonNode assertEnded(ChatClient client, int code, String reason, boolean reconnect) {
        assertThat(client.awaitClose()).isEqualTo(code);
        JsonNode last = client.history().getLast();
        assertThat(last.get("type").asString()).isEqualTo("disconnect");
        assertThat(last.get("code").asInt()).isEqualTo(code);
        assertThat(last.get("reason").asString()).isEqualTo(reason);
        assertThat(last.get("reconnect").asBoolean()).isEqualTo(reconnect);
        return last;
    }

    /** The end of somebody who has no credentials, or none that are good any more: he is told that in an error before. */
    static void assertTurnedAway(ChatClient client) {
        assertEnded(client, 4401, "authentication failed or expired", true);
        JsonNode error = client.history().get(client.history().size() - 2);
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo("RT_002");
    }
}
