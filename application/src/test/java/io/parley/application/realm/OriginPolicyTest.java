package io.parley.application.realm;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginPolicyTest {
    private static final String HOST = "hub.example.com";

    private final OriginPolicy policy = new OriginPolicy(
            Set.of("https://app.example.com", "HTTPS://Shop.Example.Com:8443/", " http://a.test "));

    private boolean admits(String origin) {
        return policy.admits(Optional.of(origin), HOST);
    }

    @Test
    void whoIsNoBrowserIsAdmitted() {
        assertThat(policy.admits(Optional.empty(), HOST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://app.example.com/", "HTTPS://APP.example.COM",
            "https://shop.example.com:8443",
            "http://a.test"})
    void anAllowedOriginIsAdmitted(String origin) {
        assertThat(admits(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hub.example.com", "http://hub.example.com", "https://HUB.example.com"})
    void theHubsOwnOriginIsAdmitted(String origin) {
        assertThat(admits(origin)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080,localhost:8080", "http://127.0.0.1:8080,127.0.0.1:8080", "http://[::1]:8080,[::1]:8080",
            "https://hub.example.com:8443,HUB.example.com:8443"})
    void theHubsOwnOriginMayHaveAPort(String origin, String host) {
        assertThat(policy.admits(Optional.of(origin), host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5173,localhost:8080", "http://localhost,localhost:8080", "http://localhost:8080,localhost"})
    void anotherPortIsAnotherOrigin(String origin, String host) {
        assertThat(policy.admits(Optional.of(origin), host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com:444", "http://app.example.com", "https://shop.example.com",
            "https://shop.example.com:8444"})
    void anotherSchemeOrPortOfAnAllowedOriginIsRefused(String origin) {
        assertThat(admits(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "https://app.example.com.evil.test", "https://evil-app.example.com", "https://example.com",
            "https://hub.example.com.evil.test", "https://hub.example.com@evil.test", "https://evil.test/hub.example.com",
            "https://evil.test#https://app.example.com", "https://evil.test?https://app.example.com"})
    void aForeignOriginIsRefused(String origin) {
        assertThat(admits(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "NULL", "", " ", "/", "*", "hub.example.com", "//hub.example.com", "file://", "file://hub.example.com",
            "chrome-extension://hub.example.com", "about:blank", "http://", "http:///", "://", "http://a b", "%", "javascript:alert(1)"})
    void whatNamesNoPageIsRefused(String origin) {
        assertThat(admits(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://", "http:///", "", "https://evil.test"})
    void withoutAHostNoOriginIsTheHubsOwn(String origin) {
        assertThat(policy.admits(Optional.of(origin), "")).isFalse();
    }

    @Test
    void withoutAnyAllowedOriginTheHubsOwnIsStillAdmitted() {
        assertThat(new OriginPolicy(Set.of()).admits(Optional.of("https://hub.example.com"), HOST)).isTrue();
    }
}
