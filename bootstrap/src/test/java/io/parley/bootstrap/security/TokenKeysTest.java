package io.parley.bootstrap.security;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
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
    private static RSAKey provider;
    private static RSAKey stranger;
    private static HttpServer server;
    @TempDir
    private static Path folder;

    @BeforeAll
    static void anIdentityProvider() throws Exception {
        provider = new RSAKeyGenerator(2048).keyID("1").generate();
        stranger = new RSAKeyGenerator(2048).keyID("1").generate();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        serve("/jwks", new JWKSet(provider.toPublicJWK()).toString());
        serve("/.well-known/openid-configuration", "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/jwks\"}");
        server.start();
        String pem = Base64.getMimeEncoder().encodeToString(provider.toRSAPublicKey().getEncoded());
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
    }

    @AfterAll
    static void gone() {
        server.stop(0);
    }

    private static String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void serve(String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static String token(String user, RSAKey key) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), new JWTClaimsSet.Builder()
                .subject(user).issuer(issuer()).expirationTime(Date.from(Instant.now().plusSeconds(600))).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    static Stream<String> settings() throws IOException {
        return Stream.of(JWT + "public-key-location=file:" + folder.resolve("key.pem"), JWT + "jwk-set-uri=" + issuer() + "/jwks",
                JWT + "issuer-uri=" + issuer());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theProvidersTokensAreAcceptedAndAStrangersAreNot(String setting) throws Exception {
        String user = Unique.user("alice");
        try (TestNode node = TestNode.alone(setting, "REDIS_URL=" + TestServers.redisUrl(),
                "DATABASE_URL=" + TestServers.freshDatabaseUrl());
                ChatClient client = node.connectWith(token(user, provider))) {
            assertThat(client.history().getFirst().path("userId").asString("")).isEqualTo(user);
            Dial dial = node.dial("/realtime").bearer(token(user, stranger));
            assertThatExceptionOfType(Dial.Refused.class).isThrownBy(dial::open)
                    .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(401));
        }
    }
}
