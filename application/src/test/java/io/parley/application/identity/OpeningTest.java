package io.parley.application.identity;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OpeningTest {
    private static Optional<Credentials> shown(String authorization, String queryToken, String apiKey) {
        return Opening.of(Optional.empty(), Optional.empty(), Optional.ofNullable(authorization), Optional.ofNullable(queryToken),
                Optional.ofNullable(apiKey)).credentials();
    }

    @Test
    void whoShowsNothingHasNoCredentials() {
        assertThat(shown(null, null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c", "Bearer   a.b.c "})
    void theHeaderCarriesAToken(String header) {
        assertThat(shown(header, null, null)).contains(new Credentials.Token("a.b.c"));
    }

    @Test
    void theQueryCarriesAToken() {
        assertThat(shown(null, "a.b.c", null)).contains(new Credentials.Token("a.b.c"));
    }

    @Test
    void aKeyIsNoToken() {
        assertThat(shown(null, null, "k-1")).contains(new Credentials.ApiKey("k-1"));
    }

    @Test
    void theHeaderCountsBeforeTheQuery() {
        assertThat(shown("Bearer header", "query", null)).contains(new Credentials.Token("header"));
    }

    @Test
    void aTokenCountsBeforeAKey() {
        assertThat(shown(null, "query", "k-1")).contains(new Credentials.Token("query"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "", "Bearera.b.c", "Digest Bearer a"})
    void aHeaderOfAnotherKindCarriesNothing(String header) {
        assertThat(shown(header, null, null)).isEmpty();
    }

    @Test
    void besideAHeaderOfAnotherKindTheQueryCounts() {
        assertThat(shown("Basic dXNlcjpwYXNz", "query", null)).contains(new Credentials.Token("query"));
    }

    /** Who sends an empty token meant to show one: it is refused, not taken for nobody. */
    @Test
    void anEmptyTokenIsAToken() {
        assertThat(shown("Bearer ", null, null)).contains(new Credentials.Token(""));
    }

    @Test
    void originAndHostAreKept() {
        Opening opening = Opening.of(Optional.of("https://a.test"), Optional.of("b.test"), Optional.empty(), Optional.empty(),
                Optional.empty());
        assertThat(opening).isEqualTo(new Opening(Optional.of("https://a.test"), "b.test", Optional.empty()));
    }

    @Test
    void aRequestWithoutAHostHasAnEmptyOne() {
        assertThat(Opening.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()).host()).isEmpty();
    }

    @Test
    void aTokenNeverShowsInWhatIsLogged() {
        assertThat(Opening.of(Optional.empty(), Optional.empty(), Optional.of("Bearer secret"), Optional.empty(), Optional.empty()))
                .asString().doesNotContain("secret");
    }

    @Test
    void aHandshakeMayShowItsTokenInTheQueryUnderEitherName() {
        assertThat(Opening.ofHandshake(_ -> null, Map.of("token", "t")::get).credentials()).contains(new Credentials.Token("t"));
        assertThat(Opening.ofHandshake(_ -> null, Map.of("access_token", "t")::get).credentials()).contains(new Credentials.Token("t"));
    }

    @Test
    void aKeyInTheHeaderGoesBeforeOneInTheQuery() {
        assertThat(Opening.ofHandshake(Map.of("X-API-Key", "header")::get, Map.of("apiKey", "query")::get).credentials())
                .contains(new Credentials.ApiKey("header"));
    }

    @Test
    void aRequestIsReadByItsHeadersAlone() {
        Opening opening = Opening.ofRequest(Map.of("Host", "hub.test", "Origin", "https://a.test", "Authorization", "Bearer t")::get);
        assertThat(opening).isEqualTo(new Opening(Optional.of("https://a.test"), "hub.test", Optional.of(new Credentials.Token("t"))));
    }
}
