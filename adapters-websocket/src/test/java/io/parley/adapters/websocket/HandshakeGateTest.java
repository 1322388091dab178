package io.parley.adapters.websocket;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.parley.application.ManualClock;
import io.parley.application.event.HubEvent;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.identity.Admission;
import io.parley.application.identity.KnownTokens;
import io.parley.application.identity.OriginPolicy;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeGateTest {
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
    private static final String APP = "https://app.example.com";
    private static final WebSocketHandler NOBODY = new TextWebSocketHandler();

    private final KnownTokens tokens = new KnownTokens().with("good", ADA).with("a+b/c=", ADA).withKey("key", BACKEND);
    private final RecordingEventBus events = new RecordingEventBus();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Map<String, Object> attributes = new HashMap<>();
    private boolean anonymous;

    private boolean passes(String path, Map<String, String> headers) throws IOException {
        URI uri = URI.create("http://hub.example.com" + path);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", uri.getPath());
        request.setServerName("hub.example.com");
        request.setQueryString(uri.getRawQuery());
        request.addHeader("Host", "hub.example.com");
        headers.forEach(request::addHeader);
        Admission admission = new Admission(tokens, new OriginPolicy(Set.of(APP)), anonymous);
        HandshakeGate gate = new HandshakeGate(admission, new PlainFormat(), events, new ManualClock());
        return gate.beforeHandshake(new ServletServerHttpRequest(request), new ServletServerHttpResponse(response), NOBODY, attributes);
    }

    private boolean passes(String path) throws IOException {
        return passes(path, Map.of());
    }

    private String refusedWith() {
        return response.getStatus() + " " + new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    // Who gets in

    @ParameterizedTest
    @ValueSource(strings = {"/ws?token=good", "/realtime?access_token=good", "/ws?x=1&token=good&y=2", "/ws?token=good&apiKey=bad",
            "/ws?token=%67ood", "/ws?token=a%2Bb%2Fc%3D"})
    void aTokenInTheQueryGetsIn(String path) throws IOException {
        assertThat(passes(path)).isTrue();
    }

    @Test
    void aTokenInTheHeaderGetsIn() throws IOException {
        assertThat(passes("/ws", Map.of("Authorization", "Bearer good"))).isTrue();
    }

    @Test
    void theHeaderCountsBeforeTheQuery() throws IOException {
        assertThat(passes("/ws?token=bad", Map.of("Authorization", "Bearer good"))).isTrue();
    }

    @Test
    void whoGotInIsKnownAfterwards() throws IOException {
        passes("/ws?token=good");
        assertThat(HandshakeGate.identityOf(attributes)).contains(ADA);
    }

    @Test
    void aKeyInTheHeaderGetsIn() throws IOException {
        passes("/ws", Map.of("X-API-Key", "key"));
        assertThat(HandshakeGate.identityOf(attributes)).contains(BACKEND);
    }

    @Test
    void aKeyInTheQueryGetsIn() throws IOException {
        passes("/ws?apiKey=key");
        assertThat(HandshakeGate.identityOf(attributes)).contains(BACKEND);
    }

    @Test
    void whoShowsNothingGetsInAndIsUnknown() throws IOException {
        assertThat(passes("/ws")).isTrue();
        assertThat(HandshakeGate.identityOf(attributes)).isEmpty();
    }

    @Test
    void whoShowsNothingIsAnonymousWhereThatIsAllowed() throws IOException {
        anonymous = true;
        passes("/ws");
        assertThat(HandshakeGate.identityOf(attributes)).contains(new Anonymous(RealmId.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {APP, "http://hub.example.com"})
    void aPageOfAnAllowedOriginGetsIn(String origin) throws IOException {
        assertThat(passes("/ws?token=good", Map.of("Origin", origin))).isTrue();
    }

    @Test
    void whoGetsInHasNothingHeldAgainstHim() throws IOException {
        passes("/ws?token=good", Map.of("Origin", APP));
        assertThat(HandshakeGate.refusalOf(attributes)).isEmpty();
    }

    // Who does not

    @Test
    void aBadTokenIs401WithTheErrorObject() throws IOException {
        assertThat(passes("/ws?token=bad")).isFalse();
        assertThat(refusedWith()).isEqualTo("401 RT_002");
    }

    @Test
    void anEmptyTokenIsABadOne() throws IOException {
        assertThat(passes("/ws?token=")).isFalse();
    }

    @Test
    void aBadKeyIs401() throws IOException {
        passes("/ws?apiKey=bad");
        assertThat(refusedWith()).isEqualTo("401 RT_002");
    }

    @Test
    void theErrorObjectIsJson() throws IOException {
        passes("/ws?token=bad");
        assertThat(response.getContentType()).isEqualTo("application/json");
    }

    @Test
    void whereKeysCannotBeReachedItIs503() throws IOException {
        tokens.faults().storeIsAwayAt("authenticate");
        passes("/ws?token=good");
        assertThat(refusedWith()).isEqualTo("503 RT_010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null"})
    void aForeignPageIs403(String origin) throws IOException {
        passes("/ws?token=good", Map.of("Origin", origin));
        assertThat(refusedWith()).isEqualTo("403 RT_003");
    }

    @Test
    void aForeignPageIsNotLetInToBeTold() throws IOException {
        assertThat(passes("/ws?token=bad", Map.of("Origin", "https://evil.test"))).isFalse();
    }

    @Test
    void aKeyInABrowserIs403() throws IOException {
        passes("/ws?apiKey=key", Map.of("Origin", APP));
        assertThat(refusedWith()).isEqualTo("403 RT_003");
    }

    @Test
    void aRefusalIsToldToTheEventBus() throws IOException {
        passes("/ws?token=bad");
        assertThat(events.events(HubEvent.ConnectionRejected.class)).extracting(HubEvent.ConnectionRejected::transport)
                .containsExactly(Transport.WEBSOCKET);
    }

    @Test
    void aRefusalNeverRepeatsTheToken() throws IOException {
        passes("/ws?token=secret-token");
        assertThat(refusedWith() + events.events()).doesNotContain("secret-token");
    }

    // Browsers cannot read a status

    @Test
    void aBrowserWithABadTokenIsLetInToBeTold() throws IOException {
        assertThat(passes("/ws?token=bad", Map.of("Origin", APP))).isTrue();
    }

    @Test
    void whatABrowserHasToBeToldIsKnownAfterwards() throws IOException {
        passes("/ws?token=bad", Map.of("Origin", APP));
        assertThat(HandshakeGate.refusalOf(attributes).map(Refusal::code)).contains(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aBrowserThatIsLetInToBeToldIsNobody() throws IOException {
        passes("/ws?token=bad", Map.of("Origin", APP));
        assertThat(HandshakeGate.identityOf(attributes)).isEmpty();
    }

    @Test
    void aBrowserIsToldTooWhereKeysCannotBeReached() throws IOException {
        tokens.faults().storeIsAwayAt("authenticate");
        passes("/ws?token=good", Map.of("Origin", APP));
        assertThat(HandshakeGate.refusalOf(attributes).map(Refusal::code)).contains(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aBrowsersRefusalIsToldToTheEventBusOnce() throws IOException {
        passes("/ws?token=bad", Map.of("Origin", APP));
        assertThat(events.events(HubEvent.ConnectionRejected.class)).hasSize(1);
    }
}
