package io.parley.bootstrap.protocol;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What one address may ask of two nodes together. Clients come through a proxy, which says from where. */
class AddressLimitsTest {
    private static final int AT_ONCE = 3;
    private static final int IN_AN_HOUR = 30;
    private static final String DEFAULT = "/realtime";
    private static final String PATIENT = "/realms/patient/realtime";
    private static TestNode a;
    private static TestNode b;

    @BeforeAll
    static void twoNodes() {
        String database = TestServers.freshDatabaseUrl();
        String[] settings = {"parley.limits.enabled=true", "parley.trusted-proxies=127.0.0.0/8,::1",
                "parley.limits.connections-per-ip=" + AT_ONCE, "parley.limits.connection-rate-per-ip=1000000/1s",
                "parley.realms.patient.jwt-secret=" + TestTokens.SECRET, "parley.realms.patient.limits.connections-per-ip=0",
                "parley.realms.patient.limits.connection-rate-per-ip=" + IN_AN_HOUR + "/1h"};
        a = TestNode.start("addresses-a", database, settings);
        b = TestNode.start("addresses-b", database, settings);
    }

    @AfterAll
    static void stop() {
        a.stop();
        b.stop();
    }

    private static ChatClient from(String address, TestNode node, String path) {
        return node.dial(path).bearer(TestTokens.of(Unique.user("guest"))).header("X-Forwarded-For", address).open();
    }

    private static HubApi.Answer refused(String address, TestNode node, String path) {
        Dial.Refused refused = catchThrowableOfType(Dial.Refused.class, () -> from(address, node, path).close());
        assertThat(refused).as("a refusal").isNotNull();
        return refused.answer();
    }

    @Test
    void anAddressMayHaveSoManyConnectionsOnAllNodesTogether() {
        List<ChatClient> guests = Stream.of(a, b, a).map(node -> from("203.0.113.1", node, DEFAULT)).toList();
        Awaitility.await().untilAsserted(() -> assertThat(refused("203.0.113.1", b, DEFAULT).status()).isEqualTo(429));
        assertThat(refused("203.0.113.1", a, DEFAULT).json().at("/details/retryAfterMs").asLong()).isPositive();
        from("203.0.113.2", b, DEFAULT).close();
        guests.getFirst().close();
        Awaitility.await().ignoreException(Dial.Refused.class).untilAsserted(() -> from("203.0.113.1", b, DEFAULT).close());
        guests.forEach(ChatClient::close);
    }

    @Test
    void anAddressMayOpenSoManyConnectionsOnAllNodesTogether() {
        IntStream.range(0, IN_AN_HOUR).forEach(one -> from("2001:db8:1::" + one, one % 2 == 0 ? a : b, PATIENT).close());
        assertThat(refused("2001:db8:1::ffff", a, PATIENT).header("Retry-After")).isNotEmpty();
        assertThat(refused("2001:db8:1::ffff", b, PATIENT).status()).isEqualTo(429);
        from("2001:db8:2::1", b, PATIENT).close();
    }
}
