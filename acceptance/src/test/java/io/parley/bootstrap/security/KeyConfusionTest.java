package io.parley.bootstrap.security;

import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.bootstrap.testing.BadTokens;
import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubApi;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens that would talk the hub into verifying them with another key, or by another algorithm, than its operator gave it. */
class KeyConfusionTest {
    private static final String NOTIFICATIONS = "/realtime/notifications";
    private static IdentityProvider provider;
    private static IdentityProvider mallory;
    private static TestNode withKey;
    private static TestNode withKeySet;
    @TempDir
    private static Path folder;

    @BeforeAll
    static void twoHubs() throws Exception {
        provider = new IdentityProvider();
        mallory = new IdentityProvider();
        withKey = hub("parley.realms.default.public-key-location=file:" + provider.rsaPem(folder));
        withKeySet = hub("parley.realms.default.jwk-set-uri=" + provider.issuer() + "/jwks");
    }

    private static TestNode hub(String setting) {
        return TestNode.alone(setting, "REDIS_URL=" + TestServers.redisUrl(), "DATABASE_URL=" + TestServers.freshDatabaseUrl());
    }

    @AfterAll
    static void gone() {
        withKey.close();
        withKeySet.close();
        provider.close();
        mallory.close();
    }

    static Stream<BadTokens.Bad> publicKeysAsSecrets() throws Exception {
        PublicKey key = provider.rsa().toRSAPublicKey();
        String pem = IdentityProvider.pem(key);
        String hs256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        return Stream.of(
                new BadTokens.Bad("the file", BadTokens.signedWith(pem, hs256, BadTokens.mallory())),
                new BadTokens.Bad("the file without its last line break", BadTokens.signedWith(pem.strip(), hs256, BadTokens.mallory())),
                new BadTokens.Bad("the bytes of the key", BadTokens.signedWith(key.getEncoded(), hs256, BadTokens.mallory())),
                new BadTokens.Bad("the bytes of the key in Base64", BadTokens.signedWith(
                        Base64.getEncoder().encodeToString(key.getEncoded()), hs256, BadTokens.mallory())),
                new BadTokens.Bad("the modulus", BadTokens.signedWith(provider.rsa().getModulus().decode(), hs256, BadTokens.mallory())),
                new BadTokens.Bad("the key as JSON", BadTokens.signedWith(provider.rsa().toPublicJWK().toJSONString(), hs256,
                        BadTokens.mallory())),
                new BadTokens.Bad("the bytes of the key, by its id", BadTokens.signedWith(key.getEncoded(),
                        "{\"alg\":\"HS256\",\"kid\":\"1\"}", BadTokens.mallory())));
    }

    @ParameterizedTest
    @MethodSource({"publicKeysAsSecrets", "io.parley.bootstrap.testing.TestTokens#bad"})
    void aTokenOfASharedSecretIsNoneWhereTheOperatorGaveAPublicKey(BadTokens.Bad bad) {
        assertRefused(withKey, bad.token());
        assertRefused(withKeySet, bad.token());
    }

    private static void assertRefused(TestNode node, String token) {
        HubApi.Answer answer = node.api().bearer(token).get(NOTIFICATIONS);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("RT_002").doesNotContain(token);
    }

    static Stream<BadTokens.Bad> namedKeys() {
        return Stream
                .of("../../../../dev/null", "/etc/hostname", "' OR '1'='1", "1; DROP TABLE keys", "http://127.0.0.1/jwks",
                        "file:///etc/passwd",
                        "0", "", "1\u0000", "x".repeat(2_000))
                .map(id -> new BadTokens.Bad("key id " + id,
                        mallory.token("mallory", new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build())));
    }

    @ParameterizedTest
    @MethodSource("namedKeys")
    void aKeyIdThatLeadsElsewhereLeadsNowhere(BadTokens.Bad bad) {
        assertRefused(withKey, bad.token());
        assertRefused(withKeySet, bad.token());
    }

    static Stream<BadTokens.Bad> broughtKeys() throws Exception {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(IdentityProvider.KEY_ID);
        URI keys = URI.create(mallory.issuer() + "/jwks");
        return Stream.of(
                new BadTokens.Bad("jwk",
                        mallory.token("mallory", new JWSHeader.Builder(header.build()).jwk(mallory.rsa().toPublicJWK()).build())),
                new BadTokens.Bad("jku", mallory.token("mallory", new JWSHeader.Builder(header.build()).jwkURL(keys).build())),
                new BadTokens.Bad("x5u", mallory.token("mallory", new JWSHeader.Builder(header.build()).x509CertURL(keys).build())),
                new BadTokens.Bad("x5c", mallory.token("mallory", new JWSHeader.Builder(header.build())
                        .x509CertChain(List.of(com.nimbusds.jose.util.Base64.encode(mallory.rsa().toRSAPublicKey().getEncoded())))
                        .build())),
                new BadTokens.Bad("an issuer of its own", mallory.token("mallory")));
    }

    @ParameterizedTest
    @MethodSource("broughtKeys")
    void aKeyThatATokenBringsIsNeitherUsedNorFetched(BadTokens.Bad bad) {
        assertRefused(withKey, bad.token());
        assertRefused(withKeySet, bad.token());
        assertThat(mallory.asked()).isEmpty();
    }

    @Test
    void aGoodTokenThatNamesWhereItsKeyIsIsVerifiedWithoutLookingThere() {
        String user = Unique.user("alice");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(IdentityProvider.KEY_ID)
                .jwkURL(URI.create(mallory.issuer() + "/jwks")).build();
        try (ChatClient client = withKeySet.connectWith(provider.token(user, header))) {
            assertThat(client.history().getFirst().path("userId").asString("")).isEqualTo(user);
        }
        assertThat(mallory.asked()).isEmpty();
    }

    @Test
    void aTokenWithoutAnAlgorithmOfTheKeyIsRefusedEvenIfItsKeyIsKnown() {
        String unsigned = BadTokens.signedWith(provider.rsa().getKeyID() + "-no-key", "{\"alg\":\"none\",\"kid\":\"1\"}",
                "{\"sub\":\"mallory\",\"exp\":" + Instant.now().plusSeconds(60).getEpochSecond() + "}");
        assertRefused(withKeySet, unsigned.substring(0, unsigned.lastIndexOf('.') + 1));
    }
}
