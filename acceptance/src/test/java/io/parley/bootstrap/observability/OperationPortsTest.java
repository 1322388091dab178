package io.parley.bootstrap.observability;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.connection.Hub;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node that is told in the words of another hub where operators look, where its WebSocket is, and how many connections it may have. */
class OperationPortsTest {
    private static final int MOST = 4;
    private static TestNode node;
    private static HubApi metrics;
    private static HubApi health;

    @BeforeAll
    static void start() throws IOException {
        int metricsPort = freePort();
        int healthPort = freePort();
        node = TestNode.start("operated", TestServers.freshDatabaseUrl(), "METRICS_PORT=" + metricsPort, "HEALTH_CHECK_PORT=" + healthPort,
                "WS_PATH=/socket.io", "WS_MAX_CONNECTIONS=" + MOST, "parley.limits.enabled=true");
        metrics = HubApi.at(URI.create("http://localhost:" + metricsPort + "/"));
        health = HubApi.at(URI.create("http://localhost:" + healthPort + "/"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void metricsAreReadOnTheirPortWithoutCredentials() {
        HubApi.Answer answer = metrics.get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("realtime_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/realms/default/metrics"})
    void thenTheyAreNowhereElse(String path) {
        assertThat(node.admin().get(path).status()).isEqualTo(404);
        assertThat(health.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/actuator/health", "/realtime", "/realtime/connections", "/ws", "/socket.io", "/metrics/x"})
    void nothingElseIsOnThePortOfMetrics(String path) {
        assertThat(metrics.key(TestNode.ADMIN_KEY).get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/actuator/health/readiness", "/actuator/health/liveness"})
    void healthIsOnItsPortAndOnTheHubs(String path) {
        assertThat(health.get(path).status()).isEqualTo(200);
        assertThat(node.api().get(path).status()).isEqualTo(200);
    }

    @Test
    void nothingElseIsOnThePortOfHealth() {
        assertThat(health.key(TestNode.ADMIN_KEY).get("/realtime/connections").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket.io", "/socket.io/", "/realms/default/socket.io"})
    void theWebSocketIsAtTheOtherPathToo(String path) {
        try (ChatClient client = node.dial(path).bearer(TestTokens.of("alice")).open()) {
            assertThat(client.await("connected").get("userId").asString()).isEqualTo("alice");
        }
    }

    @Test
    void aNodeThatHasAllItsConnectionsIsUnavailableForAMoment() {
        List<ChatClient> clients = new ArrayList<>();
        try {
            assertThatExceptionOfType(Dial.Refused.class).isThrownBy(() -> {
                for (int i = 0; i <= MOST; i++) {
                    clients.add(node.dial("/realtime").bearer(TestTokens.of("alice")).open());
                }
            }).satisfies(refused -> {
                assertThat(refused.answer().status()).isEqualTo(503);
                assertThat(Integer.parseInt(refused.answer().header("Retry-After"))).isBetween(1, 11); // Each at another moment.
            });
        } finally {
            clients.forEach(ChatClient::close);
            Awaitility.await().until(() -> node.bean(Hub.class).size() == 0);
        }
    }
}
