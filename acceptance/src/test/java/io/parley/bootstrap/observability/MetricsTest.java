package io.parley.bootstrap.observability;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.EventStream;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** The two series of connections that the issue names. */
@ExtendWith(SharedCluster.class)
class MetricsTest {
    private static final String ACCEPTED = "realtime_connections_total{status=\"accepted\",transport=\"websocket\"}";
    private static final String REJECTED = "realtime_connections_total{status=\"rejected\",transport=\"websocket\"}";
    private static final String ACTIVE = "realtime_active_connections{transport=\"websocket\"}";

    private final TestNode node;
    private final String alice = Unique.user("alice");

    MetricsTest(TestCluster cluster) {
        node = cluster.b();
    }

    /** The series' value; 0 before it was first counted. */
    private double value(String series) {
        String text = node.api().bearer(TestTokens.of("operator", "metrics:read")).get("/metrics").body();
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    @Test
    void aConnectionIsCountedOnceWhenItIsAccepted() {
        double before = value(ACCEPTED);
        try (ChatClient client = node.connect(alice)) {
            client.authenticate(TestTokens.of(alice));
            assertThat(value(ACCEPTED)).isEqualTo(before + 1);
        }
    }

    @Test
    void aRefusedHandshakeIsCounted() {
        double before = value(REJECTED);
        try (ChatClient client = node.dial("/realtime").origin(TestNode.ALLOWED_ORIGIN).bearer("nonsense").open()) {
            client.awaitClose();
        }
        assertThat(value(REJECTED)).isEqualTo(before + 1);
    }

    @Test
    void anOpenConnectionIsActiveUntilItEnds() {
        Awaitility.await().until(() -> value(ACTIVE) == 0); // Those of other tests have gone.
        try (ChatClient client = node.connect(alice)) {
            assertThat(client.isOpen()).isTrue();
            assertThat(value(ACTIVE)).isEqualTo(1);
        }
        Awaitility.await().until(() -> value(ACTIVE) == 0);
    }

    @Test
    void aNoToAClientIsCountedByItsCode() {
        String series = "realtime_errors_total{code=\"RT_007\",transport=\"websocket\"}";
        double before = value(series);
        try (ChatClient client = node.connect(alice)) {
            client.ask("'type':'nonsense'");
            assertThat(value(series)).isEqualTo(before + 1);
        }
    }

    @Test
    void streamsAreCountedApart() {
        double before = value("realtime_connections_total{status=\"accepted\",transport=\"sse\"}");
        try (EventStream stream = new EventStream(node.at("/realtime/sse"), TestTokens.of(alice))) {
            stream.next();
            assertThat(value("realtime_connections_total{status=\"accepted\",transport=\"sse\"}")).isEqualTo(before + 1);
            assertThat(value("realtime_active_connections{transport=\"sse\"}")).isPositive();
        }
    }

    @Test
    void aBroadcastIsTimedUnderItsPath() {
        String series = "http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"POST\",outcome=\"SUCCESS\",status=\"200\","
                + "uri=\"/realtime/channels/{channel}/broadcast\"}";
        double before = value(series);
        assertThat(node.admin().post("/realtime/channels/chat:timed/broadcast", "{'event':'e'}").status()).isEqualTo(200);
        Awaitility.await().until(() -> value(series) == before + 1);
    }
}
