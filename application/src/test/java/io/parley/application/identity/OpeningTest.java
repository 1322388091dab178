package io.parley.application.identity;

import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.realm.AddressRange;
import io.parley.application.realm.TrustedProxies;

import static org.assertj.core.api.Assertions.assertThat;

class OpeningTest {
    private static final String PEER = "203.0.113.7";

    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();

    private Request request() {
        return request(null);
    }

    private Request request(@Nullable Object realm) {
        return Request.of(name -> Collections.enumeration(headers.containsKey(name) ? List.of(headers.get(name).split("\n")) : List.of()),
                query::get, PEER, realm);
    }

    private Optional<Credentials> shown() {
        return Opening.ofHandshake(request(), TrustedProxies.NONE).credentials();
    }

    @Test
    void whoShowsNothingHasNoCredentials() {
        assertThat(shown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c", "Bearer   a.b.c "})
    void theHeaderCarriesAToken(String header) {
        headers.put("Authorization", header);
        assertThat(shown()).contains(new Credentials.Token("a.b.c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Basic dXNlcjpwYXNz|basic|dXNlcjpwYXNz", "Session  s-1 |session|s-1",
            "Digest Bearer a|digest|Bearer a",
            "Bearera.b.c|bearera.b.c|''"})
    void aHeaderOfAnotherSchemeIsForACustomAuthenticator(String header, String scheme, String value) {
        headers.put("Authorization", header);
        assertThat(shown()).contains(new Credentials.Custom(scheme, value));
    }

    /** Who sends an empty token meant to show one: it is refused, not taken for nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer "})
    void anEmptyTokenIsAToken(String header) {
        headers.put("Authorization", header);
        assertThat(shown()).contains(new Credentials.Token(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void theQueryOfAHandshakeCarriesATokenUnderEitherName(String name) {
        query.put(name, "a.b.c");
        assertThat(shown()).contains(new Credentials.Token("a.b.c"));
    }

    @Test
    void aKeyIsNoToken() {
        query.put("apiKey", "k-1");
        assertThat(shown()).contains(new Credentials.ApiKey("k-1"));
    }

    @Test
    void aTicketIsNeither() {
        query.put("ticket", "t-1");
        assertThat(shown()).contains(new Credentials.Ticket("t-1"));
    }

    // What goes before what

    @Test
    void theHeaderCountsBeforeTheQuery() {
        headers.put("Authorization", "Bearer header");
        query.put("token", "query");
        assertThat(shown()).contains(new Credentials.Token("header"));
    }

    @Test
    void aTokenCountsBeforeAKey() {
        query.put("access_token", "query");
        headers.put("X-API-Key", "k-1");
        assertThat(shown()).contains(new Credentials.Token("query"));
    }

    @Test
    void aKeyInTheHeaderGoesBeforeOneInTheQuery() {
        headers.put("X-API-Key", "header");
        query.put("apiKey", "query");
        assertThat(shown()).contains(new Credentials.ApiKey("header"));
    }

    @Test
    void aKeyCountsBeforeATicket() {
        headers.put("X-API-Key", "k-1");
        query.put("ticket", "t-1");
        assertThat(shown()).contains(new Credentials.ApiKey("k-1"));
    }

    // What else it says

    @Test
    void originAndHostAreKept() {
        headers.putAll(Map.of("Origin", "https://a.test", "Host", "b.test"));
        assertThat(Opening.ofHandshake(request(), TrustedProxies.NONE)).isEqualTo(
                new Opening(Optional.empty(), Optional.of("https://a.test"), "b.test", InetAddress.ofLiteral(PEER), Optional.empty()));
    }

    @Test
    void aRequestWithoutAHostHasAnEmptyOne() {
        assertThat(Opening.ofHandshake(request(), TrustedProxies.NONE).host()).isEmpty();
    }

    @Test
    void theRealmIsTheOneThatThePathNamed() {
        assertThat(Opening.ofHandshake(request("school"), TrustedProxies.NONE).realm()).contains("school");
    }

    @Test
    void theClientIsWhomATrustedProxyNames() {
        headers.put("X-Forwarded-For", "198.51.100.7");
        assertThat(Opening.ofHandshake(request(), new TrustedProxies(List.of(AddressRange.of(PEER)))).client())
                .isEqualTo(InetAddress.ofLiteral("198.51.100.7"));
    }

    /** Some proxies add a line of their own to those that the client wrote. */
    @Test
    void ofSeveralLinesTheLastIsTheProxys() {
        headers.put("X-Forwarded-For", "10.0.0.1\n198.51.100.7");
        assertThat(Opening.ofHandshake(request(), new TrustedProxies(List.of(AddressRange.of(PEER)))).client())
                .isEqualTo(InetAddress.ofLiteral("198.51.100.7"));
    }

    @Test
    void theClientIsThePeerWhereNoProxyIsTrusted() {
        headers.put("X-Forwarded-For", "198.51.100.7");
        assertThat(Opening.ofHandshake(request(), TrustedProxies.NONE).client()).isEqualTo(InetAddress.ofLiteral(PEER));
    }

    @Test
    void whatIsShownNeverStandsInWhatIsLogged() {
        headers.put("Authorization", "Bearer secret");
        assertThat(Opening.ofHandshake(request(), TrustedProxies.NONE)).asString().doesNotContain("secret");
    }

    // A request that opens nothing

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "apiKey", "ticket"})
    void theQueryOfAnOrdinaryRequestIsNotRead(String name) {
        query.put(name, "secret");
        assertThat(Opening.ofRequest(request(), TrustedProxies.NONE).credentials()).isEmpty();
    }

    @Test
    void theHeadersOfAnOrdinaryRequestAreRead() {
        headers.put("X-API-Key", "k-1");
        assertThat(Opening.ofRequest(request(), TrustedProxies.NONE).credentials()).contains(new Credentials.ApiKey("k-1"));
    }
}
