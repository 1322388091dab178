package io.parley.bootstrap.observability;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Health, and who may see how much of it. */
@ExtendWith(SharedCluster.class)
class OperationTest {
    private final TestNode node;

    OperationTest(TestCluster cluster) {
        node = cluster.a();
    }

    @Test
    void everybodyReadsThatTheHubIsUpAndNoMore() {
        HubApi.Answer health = node.api().get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void aUserWithoutTheScopeReadsNoMoreThanEverybody() {
        assertThat(node.api().bearer(TestTokens.of("alice")).get("/health").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void whoMayReadMetricsSeesWhatHealthConsistsOf() {
        JsonNode checks = node.api().bearer(TestTokens.of("operator", "metrics:read")).get("/health").json().get("checks");
        assertThat(checks.propertyNames()).contains("redis", "postgresql", "connections", "memory");
        assertThat(checks.get("redis").get("status").asString()).isEqualTo("up");
        assertThat(checks.get("postgresql").get("status").asString()).isEqualTo("up");
        assertThat(checks.get("memory").get("heapUsedBytes").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void probesAreOpen(String path) {
        HubApi.Answer probe = node.api().get(path);
        assertThat(probe.status()).isEqualTo(200);
        assertThat(probe.json().get("status").asString()).isEqualTo("UP");
        assertThat(probe.json().has("components")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/actuator", "/actuator/health", "/actuator/env"})
    void theRestNeedsTheScope(String path) {
        assertThat(node.api().get(path).status()).isEqualTo(401);
        assertThat(node.api().bearer(TestTokens.of("alice", "publish")).get(path).status()).isEqualTo(403);
    }

    @Test
    void environmentAndHeapAreShownToNobody() {
        assertThat(node.admin().get("/actuator/env").status()).isEqualTo(404);
        assertThat(node.admin().get("/actuator/heapdump").status()).isEqualTo(404);
    }
}
