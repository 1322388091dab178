package io.parley.bootstrap.security;

import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.bootstrap.testing.BadTokens.Bad;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whose tokens, and meant for whom, a hub takes that asks for an issuer and an audience. */
class TokenClaimsTest {
    private static final String ISSUER = "https://id.example.com";
    private static TestNode node;

    @BeforeAll
    static void aHubThatAsks() {
        node = TestNode.start("node-that-asks", TestServers.freshDatabaseUrl(), "parley.realms.default.issuer=" + ISSUER,
                "parley.realms.default.audiences=hub,hub-next");
    }

    @AfterAll
    static void over() {
        node.close();
    }

    private static JWTClaimsSet.Builder ours(JWTClaimsSet.Builder claims) {
        return claims.issuer(ISSUER).audience("hub");
    }

    static Stream<Bad> notMeantForUs() {
        return Stream.of(
                new Bad("another issuer", TestTokens.with("ada", claims -> ours(claims).issuer("https://evil.example.com"))),
                new Bad("an issuer with something behind it", TestTokens.with("ada", claims -> ours(claims).issuer(ISSUER + "/"))),
                new Bad("an issuer in capitals", TestTokens.with("ada", claims -> ours(claims).issuer("https://ID.example.com"))),
                new Bad("no issuer", TestTokens.with("ada", claims -> ours(claims).issuer(null))),
                new Bad("an issuer that is a list", TestTokens.with("ada", claims -> ours(claims).claim("iss", List.of(ISSUER)))),
                new Bad("another audience", TestTokens.with("ada", claims -> ours(claims).audience("shop"))),
                new Bad("an audience that begins like ours", TestTokens.with("ada", claims -> ours(claims).audience("hub2"))),
                new Bad("an audience of several words", TestTokens.with("ada", claims -> ours(claims).audience("hub shop"))),
                new Bad("no audience", TestTokens.with("ada", claims -> ours(claims).audience((String) null))),
                new Bad("an empty list of audiences", TestTokens.with("ada", claims -> ours(claims).claim("aud", List.of()))),
                new Bad("an audience that is a number", TestTokens.with("ada", claims -> ours(claims).claim("aud", 7))));
    }

    @ParameterizedTest
    @MethodSource("notMeantForUs")
    void aTokenThatIsNotMeantForUsIsA401(Bad bad) {
        Dial dial = node.dial("/realtime").bearer(bad.token());
        assertThatExceptionOfType(Dial.Refused.class).isThrownBy(dial::open)
                .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(401))
                .satisfies(refused -> assertThat(refused.answer().body()).contains("RT_002").doesNotContain(bad.token(), "evil"));
    }

    @ParameterizedTest
    @MethodSource("notMeantForUs")
    void oneOnALiveConnectionChangesNothing(Bad bad) {
        String user = Unique.user("ada");
        try (ChatClient client = node.connectAs(user, TokenClaimsTest::ours)) {
            assertThat(client.authenticate(bad.token()).get("code").asString()).isEqualTo("RT_002");
            assertThat(client.subscribe("user." + user).get("type").asString()).isEqualTo("subscribed");
        }
    }

    static Stream<Bad> meantForUs() {
        return Stream.of(
                new Bad("one of our names", TestTokens.with("ada", claims -> claims.issuer(ISSUER).audience("hub-next"))),
                new Bad("us among others", TestTokens.with("ada", claims -> claims.issuer(ISSUER).audience(List.of("shop", "hub")))));
    }

    @ParameterizedTest
    @MethodSource("meantForUs")
    void aTokenThatIsMeantForUsIsTaken(Bad good) {
        assertThat(node.api().bearer(good.token()).get("/realtime/notifications").status()).isEqualTo(200);
    }
}
