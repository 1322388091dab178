package io.parley.bootstrap.security;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.Dial;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tokens of an identity provider that signs with a key pair, verified by whatever the operator was given of it. */
class TokenKeysTest {
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final String REALM = "parley.realms.default.";
    private static IdentityProvider provider;
    private static IdentityProvider stranger;
    @TempDir
    private static Path folder;

    /** What the operator sets, and who signs. */
    record Way(String setting, Function<IdentityProvider, Function<String, String>> signing) {
        @Override
        public String toString() {
            return setting.substring(0, setting.indexOf('='));
        }
    }

    @BeforeAll
    static void identityProviders() {
        provider = new IdentityProvider();
        stranger = new IdentityProvider();
    }

    @AfterAll
    static void gone() {
        provider.close();
        stranger.close();
    }

    static Stream<Way> ways() throws Exception {
        return Stream.of(
                new Way(JWT + "public-key-location=file:" + provider.rsaPem(folder), signer -> signer::token),
                new Way(JWT + "jwk-set-uri=" + provider.issuer() + "/jwks", signer -> signer::token),
                new Way(JWT + "issuer-uri=" + provider.issuer(), signer -> signer::token),
                new Way(REALM + "public-key-location=file:" + provider.rsaPem(folder), signer -> signer::token),
                new Way(REALM + "public-key-location=file:" + provider.ecPem(folder), signer -> signer::ecToken),
                new Way(REALM + "jwk-set-uri=" + provider.issuer() + "/jwks", signer -> signer::token),
                new Way(REALM + "issuer-uri=" + provider.issuer(), signer -> signer::token));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theProvidersTokensAreAcceptedAndAStrangersAreNot(Way way) {
        String user = Unique.user("alice");
        try (TestNode node = TestNode.alone(way.setting(), "REDIS_URL=" + TestServers.redisUrl(),
                "DATABASE_URL=" + TestServers.freshDatabaseUrl());
                ChatClient client = node.connectWith(way.signing().apply(provider).apply(user))) {
            assertThat(client.history().getFirst().path("userId").asString("")).isEqualTo(user);
            Dial dial = node.dial("/realtime").bearer(way.signing().apply(stranger).apply(user));
            assertThatExceptionOfType(Dial.Refused.class).isThrownBy(dial::open)
                    .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(401));
        }
    }
}
