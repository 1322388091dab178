package io.parley.adapters.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.parley.application.InMemoryNode;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Capacity;
import io.parley.application.identity.Credentials;
import io.parley.application.identity.Request;
import io.parley.application.identity.Ticketing;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.AddressRange;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.application.realm.TestRealms;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeGateTest {
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final User PUPIL = new User(new UserId(TestRealms.SCHOOL, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
    /** Of what a proxy says. */
    private static final TrustedProxies PROXY = new TrustedProxies(List.of(AddressRange.of("127.0.0.1")));

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Map<String, Object> attributes = new HashMap<>();
    private InMemoryNode node = node(TestRealms.BOTH);
    private TrustedProxies proxies = TrustedProxies.NONE;

    HandshakeGateTest() {
        request.addHeader("Host", "hub.example.com");
    }

    private static InMemoryNode node(Realms realms) {
        InMemoryNode node = new InMemoryNode(realms);
        node.tokens.with("good", ADA).with("pupil", PUPIL).withKey("key", BACKEND);
        return node;
    }

    /** The default realm, to which only clients of that range may talk. */
    private static Realms onlyFor(String range) {
        return new Realms(
                List.of(new Realm(RealmId.DEFAULT, Set.of(), ShippedPolicies.BOOK, false, new OriginPolicy(Set.of(TestRealms.APP)),
                        new AddressPolicy(List.of(AddressRange.of(range)), List.of()))));
    }

    private Ticketing ticketing() {
        return new Ticketing(node.tickets, () -> new byte[Ticketing.SECRET_BYTES]);
    }

    private boolean passes() throws IOException {
        HandshakeGate gate = new HandshakeGate(
                new Admission(node.realms, node.tokens, ticketing(), Capacity.UNBOUNDED, node.seats, node.events), proxies,
                new PlainFormat(),
                node.events,
                node.clock);
        return gate.passes(request, new ServletServerHttpResponse(response), attributes);
    }

    private boolean passes(String parameter, String value) throws IOException {
        request.setParameter(parameter, value);
        return passes();
    }

    private boolean passesFrom(String origin, String token) throws IOException {
        request.addHeader("Origin", origin);
        return passes("token", token);
    }

    private Optional<Identity> whoGotIn() {
        return ((Admission.Answer.Admitted) HandshakeGate.answerIn(attributes)).identity();
    }

    private Admission.Answer.TurnedAway turnedAway() {
        return (Admission.Answer.TurnedAway) HandshakeGate.answerIn(attributes);
    }

    private String refusedWith() {
        return response.getStatus() + " " + new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    // Who gets in

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void aTokenInTheQueryGetsIn(String parameter) throws IOException {
        assertThat(passes(parameter, "good")).isTrue();
    }

    @Test
    void aTokenInTheHeaderGetsIn() throws IOException {
        request.addHeader("Authorization", "Bearer good");
        assertThat(passes()).isTrue();
    }

    @Test
    void theHeaderCountsBeforeTheQuery() throws IOException {
        request.addHeader("Authorization", "Bearer good");
        assertThat(passes("token", "bad")).isTrue();
    }

    @Test
    void whoGotInIsKnownAfterwards() throws IOException {
        passes("token", "good");
        assertThat(whoGotIn()).contains(ADA);
    }

    @Test
    void aKeyInTheHeaderGetsIn() throws IOException {
        request.addHeader("X-API-Key", "key");
        passes();
        assertThat(whoGotIn()).contains(BACKEND);
    }

    @Test
    void aKeyInTheQueryGetsIn() throws IOException {
        passes("apiKey", "key");
        assertThat(whoGotIn()).contains(BACKEND);
    }

    @Test
    void aTicketGetsInOnce() throws IOException {
        String ticket = ticketing().issue(RealmId.DEFAULT, new Credentials.Token("good")).value();
        assertThat(passes("ticket", ticket)).isTrue();
        assertThat(passes("ticket", ticket)).isFalse();
    }

    @Test
    void whoShowsNothingGetsInAndIsUnknown() throws IOException {
        assertThat(passes()).isTrue();
        assertThat(whoGotIn()).isEmpty();
    }

    @Test
    void whoShowsNothingIsAnonymousWhereThatIsAllowed() throws IOException {
        node = node(TestRealms.OPEN);
        passes();
        assertThat(whoGotIn()).contains(new Anonymous(RealmId.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestRealms.APP, "http://hub.example.com"})
    void aPageOfAnAllowedOriginGetsIn(String origin) throws IOException {
        assertThat(passesFrom(origin, "good")).isTrue();
        assertThat(whoGotIn()).contains(ADA);
    }

    // Into which realm

    @Test
    void whereNothingNamesARealmItIsTheDefaultOne() throws IOException {
        passes();
        assertThat(((Admission.Answer.Admitted) HandshakeGate.answerIn(attributes)).realm()).isEqualTo(RealmId.DEFAULT);
    }

    @Test
    void thePathNamesTheRealm() throws IOException {
        request.setAttribute(Request.REALM_ATTRIBUTE, "school");
        passes("token", "pupil");
        assertThat(whoGotIn()).contains(PUPIL);
    }

    @Test
    void theHostNamesTheRealm() throws IOException {
        request.removeHeader("Host");
        request.addHeader("Host", TestRealms.SCHOOL_HOST + ":8080");
        passes();
        assertThat(whoGotIn()).contains(new Anonymous(TestRealms.SCHOOL));
    }

    @Test
    void aRealmThatThereIsNotIs404() throws IOException {
        request.setAttribute(Request.REALM_ATTRIBUTE, "nowhere");
        passes("token", "good");
        assertThat(refusedWith()).isEqualTo("404 RT_004");
    }

    @Test
    void aTokenOfAnotherRealmIs401() throws IOException {
        request.setAttribute(Request.REALM_ATTRIBUTE, "school");
        passes("token", "good");
        assertThat(refusedWith()).isEqualTo("401 RT_002");
    }

    // Who does not

    @ParameterizedTest
    @CsvSource({"token, bad", "token, ''", "access_token, bad", "apiKey, bad", "ticket, bad"})
    void badCredentialsAre401WithTheErrorObject(String parameter, String value) throws IOException {
        assertThat(passes(parameter, value)).isFalse();
        assertThat(refusedWith()).isEqualTo("401 RT_002");
    }

    @Test
    void theErrorObjectIsJson() throws IOException {
        passes("token", "bad");
        assertThat(response.getContentType()).isEqualTo("application/json");
    }

    @Test
    void whereKeysCannotBeReachedItIs503() throws IOException {
        node.tokens.faults().storeIsAwayAt("authenticate");
        passes("token", "good");
        assertThat(refusedWith()).isEqualTo("503 RT_010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null"})
    void aForeignPageIs403(String origin) throws IOException {
        passesFrom(origin, "good");
        assertThat(refusedWith()).isEqualTo("403 RT_003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "bad"})
    void aForeignPageIsNotLetInToBeTold(String token) throws IOException {
        assertThat(passesFrom("https://evil.test", token)).isFalse();
    }

    @Test
    void aForeignAddressIs403() throws IOException {
        node = node(onlyFor("10.0.0.0/8"));
        passes("token", "good");
        assertThat(refusedWith()).isEqualTo("403 RT_003");
    }

    @Test
    void aTrustedProxySaysWhereTheClientIs() throws IOException {
        node = node(onlyFor("10.0.0.0/8"));
        proxies = PROXY;
        request.addHeader("X-Forwarded-For", "10.1.2.3");
        assertThat(passes("token", "good")).isTrue();
    }

    @Test
    void whatAnybodyElseSaysOfTheClientsAddressMeansNothing() throws IOException {
        node = node(onlyFor("10.0.0.0/8"));
        request.addHeader("X-Forwarded-For", "10.1.2.3");
        assertThat(passes("token", "good")).isFalse();
    }

    /** Jetty writes them in brackets. */
    @Test
    void anAddressOfSixteenBytesIsOne() throws IOException {
        node = node(onlyFor("2001:db8::/32"));
        request.setRemoteAddr("[2001:db8::1]");
        assertThat(passes("token", "good")).isTrue();
    }

    @Test
    void aRefusalIsToldToTheEventBusOnce() throws IOException {
        passes("token", "bad");
        assertThat(node.events.events(HubEvent.ConnectionRejected.class)).extracting(HubEvent.ConnectionRejected::transport)
                .containsExactly(Transport.WEBSOCKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "apiKey", "ticket"})
    void aRefusalNeverRepeatsWhatWasShown(String parameter) throws IOException {
        passes(parameter, "secret-token");
        assertThat(refusedWith() + node.events.events()).doesNotContain("secret-token");
    }

    // Browsers cannot read a status

    @Test
    void aBrowserWithABadTokenIsLetInToBeTold() throws IOException {
        assertThat(passesFrom(TestRealms.APP, "bad")).isTrue();
        assertThat(turnedAway().refusal().code()).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aBrowserWithASecretKeyIsLetInToBeTold() throws IOException {
        request.addHeader("Origin", TestRealms.APP);
        assertThat(passes("apiKey", "key")).isTrue();
        assertThat(turnedAway().refusal().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aBrowserOfAForeignAddressIsLetInToBeTold() throws IOException {
        node = node(onlyFor("10.0.0.0/8"));
        assertThat(passesFrom(TestRealms.APP, "good")).isTrue();
        assertThat(turnedAway().refusal().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aBrowserIsToldTooWhereKeysCannotBeReached() throws IOException {
        node.tokens.faults().storeIsAwayAt("authenticate");
        passesFrom(TestRealms.APP, "good");
        assertThat(turnedAway().refusal().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aBrowserIsTurnedAwayFromTheRealmToWhichItCame() throws IOException {
        request.setAttribute(Request.REALM_ATTRIBUTE, "school");
        passesFrom(TestRealms.APP, "bad");
        assertThat(turnedAway().realm()).isEqualTo(TestRealms.SCHOOL);
    }

    @Test
    void whoIsLetInToBeToldIsLeftToTheHubToReport() throws IOException {
        passesFrom(TestRealms.APP, "bad");
        assertThat(node.events.events(HubEvent.ConnectionRejected.class)).isEmpty();
    }

    // Several messages in a frame

    @Test
    void aHandshakeMayAskForSeveralMessagesInAFrame() throws IOException {
        passes("batch", "1");
        assertThat(HandshakeGate.asksForBatches(attributes)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "yes"})
    void nothingElseThanAOneAsksForThem(String value) throws IOException {
        passes("batch", value);
        assertThat(HandshakeGate.asksForBatches(attributes)).isFalse();
    }

    @Test
    void whoDoesNotAskGetsOneMessageAFrame() throws IOException {
        passes();
        assertThat(HandshakeGate.asksForBatches(attributes)).isFalse();
    }
}
