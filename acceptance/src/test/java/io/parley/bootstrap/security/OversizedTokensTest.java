package io.parley.bootstrap.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.BadTokens;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Over 8 KB is no token, whatever it says and whoever signed it. */
@ExtendWith(SharedCluster.class)
class OversizedTokensTest {
    private static final int LIMIT = 8_192;

    private final TestNode node;

    OversizedTokensTest(TestCluster cluster) {
        node = cluster.a();
    }

    private static String ofLength(int atLeast) {
        String token = BadTokens.mallory();
        return BadTokens.signed("{\"alg\":\"HS256\"}", token.replace("{", "{\"ballast\":\"" + "x".repeat(atLeast * 3 / 4) + "\","));
    }

    @Test
    void aTokenJustUnderTheBoundIsOne() {
        String user = Unique.user("alice");
        try (ChatClient client = node.dial("/realtime").open()) {
            String token = TestTokens.with(user, claims -> claims.claim("ballast", "x".repeat(5_900)));
            assertThat(token).hasSizeBetween(LIMIT - 300, LIMIT);
            assertThat(client.authenticate(token).path("userId").asString("")).isEqualTo(user);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT, 20_000, 100_000})
    void aLongerOneInTheFirstMessageIsNone(int length) {
        try (ChatClient client = node.dial("/realtime").open()) {
            client.send("{'type':'auth','token':'" + ofLength(length) + "'}");
            assertThat(client.awaitClose()).isEqualTo(4401);
            assertThat(client.await("error").get("code").asString()).isEqualTo("RT_002");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT, 20_000, 100_000})
    void aLongerOneOnALiveConnectionChangesNothing(int length) {
        String user = Unique.user("alice");
        try (ChatClient client = node.connect(user)) {
            assertThat(client.authenticate(ofLength(length)).get("code").asString()).isEqualTo("RT_002");
            assertThat(client.subscribe("user." + user).get("type").asString()).isEqualTo("subscribed");
        }
    }

    @Test
    void oneOfAMegabyteOnALiveConnectionIsNotReadAtAll() {
        try (ChatClient client = node.connect(Unique.user("alice"))) {
            // The hub may hang up before it has been sent all.
            catchThrowable(() -> client.send("{'type':'auth','token':'" + ofLength(1_100_000) + "'}"));
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT, 100_000, 1_000_000})
    void aLongerOneInAHeaderOrQueryIsRefusedAndNeverAFailure(int length) {
        String token = ofLength(length);
        assertThat(refusal(node.dial("/realtime").bearer(token))).isBetween(400, 431);
        assertThat(refusal(node.dial("/realtime?token=" + token))).isBetween(400, 431);
        assertThat(node.api().bearer(token).get("/realtime/notifications").status()).isBetween(400, 431);
    }

    private static int refusal(Dial dial) {
        return catchThrowableOfType(Dial.Refused.class, () -> dial.open().close()).answer().status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"253402300800", "4611686018427387904", "9223372036854775807", "99999999999999999999", "1e300", "4102444800.5"})
    void anExpiryBeyondAllTimesIsNoFailureOfTheHub(String expiry) {
        String token = BadTokens.signed("{\"alg\":\"HS256\"}", "{\"sub\":\"methuselah\",\"exp\":" + expiry + "}");
        assertThat(node.api().bearer(token).get("/realtime/notifications").status()).isIn(200, 401);
        try (ChatClient client = node.dial("/realtime").open()) {
            assertThat(client.authenticate(token).path("code").asString("RT_002")).isEqualTo("RT_002");
        }
    }
}
