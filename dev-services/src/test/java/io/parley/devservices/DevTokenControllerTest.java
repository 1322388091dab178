package io.parley.devservices;

import java.time.Instant;
import java.time.InstantSource;

import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DevTokenControllerTest {
    private static final String SECRET = "a-secret-of-the-installation-43-letters-long";
    /** In the future: the decoder checks the expiry against the real clock. */
    private static final Instant NOW = Instant.parse("2100-01-01T00:00:00.5Z");

    private final MockMvcTester hub = MockMvcTester.create(
            MockMvcBuilders.standaloneSetup(new DevTokenController(new DevTokens(SECRET, InstantSource.fixed(NOW)))).build());

    @Test
    void theTokenCarriesTheUserAndLivesTwelveHours() throws Exception {
        var answer = hub.get().uri("/dev/token?user=alice&name=Alice").header("Host", "localhost:8080").exchange();
        assertThat(answer).hasStatusOk().hasHeader("Cache-Control", "no-store");
        var body = JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
        assertThat(body.get("userId").stringValue()).isEqualTo("alice");
        assertThat(body.get("expiresAt").stringValue()).isEqualTo("2100-01-01T12:00:00Z");

        Jwt token = decoded(body.get("token").stringValue());
        assertThat(token.getSubject()).isEqualTo("alice");
        assertThat(token.getClaimAsString("name")).isEqualTo("Alice");
        assertThat(token.getIssuedAt()).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(token.getExpiresAt()).isEqualTo(Instant.parse("2100-01-01T12:00:00Z"));
    }

    @Test
    void aTokenWithoutANameHasNoSuchClaim() throws Exception {
        var answer = asked("user=bob");
        String token = JsonMapper.shared().readTree(answer.getResponse().getContentAsString()).get("token").stringValue();
        assertThat(decoded(token).hasClaim("name")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user=", "user= "})
    void whoTheTokenIsForMustBeSaid(String query) {
        assertThat(asked(query)).hasStatus(400).bodyText().startsWith("{\"message\":").contains("/dev/token?user=alice");
    }

    @Test
    void namesAreBounded() {
        assertThat(asked("user=" + "x".repeat(128))).hasStatusOk();
        assertThat(asked("user=" + "x".repeat(129))).hasStatus(400);
        assertThat(asked("user=alice&name=" + "x".repeat(129))).hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.7", "8.8.8.8", "[2001:db8::1]", "not-an-address"})
    void anotherMachineIsRefused(String address) {
        assertThat(hub.get().uri("/dev/token?user=alice").header("Host", "localhost").remoteAddress(address).exchange()).hasStatus(403)
                .hasHeader("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "localhost:8080@evil.example", "localhost:x",
            "192.168.1.7"})
    void aReboundNameIsRefused(String host) {
        assertThat(hub.get().uri("/dev/token?user=alice").header("Host", host).exchange()).hasStatus(403);
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        assertThat(hub.get().uri("/dev/token?user=alice").exchange()).hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example", "http://localhost@evil.example", "::"})
    void aForeignPageIsRefused(String origin) {
        assertThat(hub.get().uri("/dev/token?user=alice").header("Host", "localhost").header("Origin", origin).exchange()).hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "Via"})
    void whoComesThroughAProxyIsRefused(String header) {
        assertThat(hub.get().uri("/dev/token?user=alice").header("Host", "localhost").header(header, "127.0.0.1").exchange())
                .hasStatus(403);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, localhost:8080, http://localhost:5173", "127.1.2.3, 127.0.0.1:8080, http://127.0.0.1:8080",
            "[0:0:0:0:0:0:0:1], [::1]:8080, http://[::1]:8080", "::1, [::1], https://localhost"})
    void everySpellingOfThisMachineIsWelcome(String address, String host, String origin) {
        assertThat(hub.get().uri("/dev/token?user=alice").header("Host", host).header("Origin", origin).remoteAddress(address).exchange())
                .hasStatusOk();
    }

    private MvcTestResult asked(String query) {
        return hub.get().uri("/dev/token?" + query).header("Host", "localhost").exchange();
    }

    private static Jwt decoded(String token) {
        return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256")).build().decode(token);
    }
}
