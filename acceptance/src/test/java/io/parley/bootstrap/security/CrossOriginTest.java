package io.parley.bootstrap.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

/** What a browser lets pages of allowed origins do with the server API. Of others: {@link CrossSiteTest}. */
@ExtendWith(SharedCluster.class)
class CrossOriginTest {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String TICKETS = "/realtime/tickets";

    private final TestNode node;

    CrossOriginTest(TestCluster cluster) {
        node = cluster.a();
    }

    private HubApi.Answer preflight(String origin, String path) {
        return node.api().header("Origin", origin).header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type").options(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {TICKETS, "/realtime/notifications", "/realms/default/realtime/tickets"})
    void aPageOfAnAllowedOriginMayAskWithItsToken(String path) {
        HubApi.Answer answer = preflight(TestNode.ALLOWED_ORIGIN, path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(TestNode.ALLOWED_ORIGIN);
        assertThat(answer.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aPageOfAnAllowedOriginReadsTheAnswer() {
        HubApi.Answer answer = node.api().header("Origin", TestNode.ALLOWED_ORIGIN).bearer(TestTokens.of("alice")).post(TICKETS, "");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(TestNode.ALLOWED_ORIGIN);
    }

    @Test
    void aPageOfAnAllowedOriginReadsWhyNotToo() {
        HubApi.Answer answer = node.api().header("Origin", TestNode.ALLOWED_ORIGIN).bearer("nonsense").post(TICKETS, "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(TestNode.ALLOWED_ORIGIN);
    }
}
