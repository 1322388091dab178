package io.parley.adapters.sse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletResponse;

import io.parley.application.channel.Publishing;
import io.parley.application.event.HubEvent;
import io.parley.application.identity.Credentials;
import io.parley.application.identity.Request;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.Transport;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class SseServletTest {
    private final SseNode node = new SseNode();
    private final SseNode.StreamRequest request = new SseNode.StreamRequest();

    private MockHttpServletResponse stream(String... channels) throws Exception {
        request.setParameter("token", "good");
        request.setParameter("channel", channels);
        return node.answer(request);
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static List<String> events(MockHttpServletResponse response) {
        return List.of(text(response).split("(?<=\n\n)"));
    }

    private String refusal() throws Exception {
        MockHttpServletResponse response = node.answer(request);
        return response.getStatus() + " " + text(response);
    }

    // Opening

    @Test
    void theFirstEventIsConnected() throws Exception {
        assertThat(events(stream()).getFirst()).isEqualTo("event: connected\ndata: connected\n\n");
    }

    @Test
    void everyChannelIsAnsweredInItsTurn() throws Exception {
        assertThat(text(stream("public:a", "public:b")))
                .endsWith("event: subscribed\ndata: public:a\n\nevent: subscribed\ndata: public:b\n\n");
    }

    @Test
    void aRefusedChannelIsAnErrorAndTheStreamGoesOn() throws Exception {
        assertThat(text(stream("nothing:like:this", "public:b")))
                .endsWith("event: error\ndata: RT_004\n\nevent: subscribed\ndata: public:b\n\n");
    }

    @Test
    void aChannelThatCannotBeIsAnErrorAndTheStreamGoesOn() throws Exception {
        assertThat(text(stream("a b", "public:b"))).endsWith("event: error\ndata: RT_007\n\nevent: subscribed\ndata: public:b\n\n");
    }

    @Test
    void whatIsSaidInAChannelIsWritten() throws Exception {
        MockHttpServletResponse response = stream("public:a");
        node.parts.publishing.publish(SseNode.ADA, new ChannelName("public:a"),
                Publishing.Words.toAll("greeting", Payload.NULL, Priority.NORMAL));
        assertThat(events(response).getLast()).isEqualTo("event: message\ndata: greeting\n\n");
    }

    @Test
    void aHeartbeatComesEveryThirtySeconds() throws Exception {
        MockHttpServletResponse response = stream();
        node.parts.timers.advance(Duration.ofSeconds(90));
        assertThat(events(response).stream().filter(event -> event.startsWith("event: heartbeat"))).hasSize(3);
    }

    @Test
    void aClientThatCannotAnswerIsNotClosedForItsSilence() throws Exception {
        stream();
        node.parts.timers.advance(Duration.ofHours(1));
        assertThat(node.closed()).isZero();
    }

    @Test
    void anEventStreamIsUtf8() throws Exception {
        assertThat(stream().getContentType()).isEqualTo("text/event-stream;charset=UTF-8");
    }

    @Test
    void anEventStreamIsNotKeptByCaches() throws Exception {
        assertThat(stream().getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aStreamIsNotEndedByTheContainersClock() throws Exception {
        stream();
        assertThat(request.getAsyncContext().getTimeout()).isZero();
    }

    @Test
    void anAllowedPageMayReadTheStream() throws Exception {
        request.addHeader("Origin", TestRealms.APP);
        assertThat(stream().getHeader("Access-Control-Allow-Origin")).isEqualTo(TestRealms.APP);
    }

    @Test
    void whereNoPageAsksNoneIsNamed() throws Exception {
        assertThat(stream().containsHeader("Access-Control-Allow-Origin")).isFalse();
    }

    @Test
    void anAnonymousOneMayListenWhereThatIsAllowed() throws Exception {
        request.setParameter("channel", "public:a");
        assertThat(text(new SseNode(TestRealms.OPEN).answer(request))).endsWith("event: subscribed\ndata: public:a\n\n");
    }

    @Test
    void aTicketOpensAStream() throws Exception {
        request.setParameter("ticket", node.tickets.issue(RealmId.DEFAULT, new Credentials.Token("good")).value());
        assertThat(text(node.answer(request))).startsWith("event: connected\n");
    }

    // Realms

    @Test
    void thePathNamesTheRealm() throws Exception {
        request.setAttribute(Request.REALM_ATTRIBUTE, "school");
        request.setParameter("channel", "public:a");
        MockHttpServletResponse response = node.answer(request);
        node.parts.publishing.publish(SseNode.PUPIL, new ChannelName("public:a"),
                Publishing.Words.toAll("lesson", Payload.NULL, Priority.NORMAL));
        assertThat(events(response).getLast()).isEqualTo("event: message\ndata: lesson\n\n");
    }

    @Test
    void whatIsSaidInAnotherRealmIsNotHeard() throws Exception {
        MockHttpServletResponse response = stream("public:a");
        node.parts.publishing.publish(SseNode.PUPIL, new ChannelName("public:a"),
                Publishing.Words.toAll("lesson", Payload.NULL, Priority.NORMAL));
        assertThat(text(response)).doesNotContain("lesson");
    }

    @Test
    void aRealmThatThereIsNotIs404() throws Exception {
        request.setAttribute(Request.REALM_ATTRIBUTE, "nowhere");
        request.setParameter("token", "good");
        assertThat(refusal()).isEqualTo("404 RT_004");
    }

    @Test
    void aTokenOfAnotherRealmIs401() throws Exception {
        request.setAttribute(Request.REALM_ATTRIBUTE, "school");
        request.setParameter("token", "good");
        assertThat(refusal()).isEqualTo("401 RT_002");
    }

    @Test
    void theHeaderCarriesATokenToo() throws Exception {
        request.addHeader("Authorization", "Bearer good");
        assertThat(text(node.answer(request))).startsWith("event: connected\n");
    }

    // Refusals

    @Test
    void withoutATokenAStreamIs401() throws Exception {
        assertThat(refusal()).isEqualTo("401 RT_002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void aBadTokenIs401(String parameter) throws Exception {
        request.setParameter(parameter, "bad");
        assertThat(refusal()).isEqualTo("401 RT_002");
    }

    @Test
    void aBrowserReadsAStatusTooWhereItAsksForAStream() throws Exception {
        request.addHeader("Origin", TestRealms.APP);
        request.setParameter("token", "bad");
        assertThat(refusal()).isEqualTo("401 RT_002");
    }

    @Test
    void aRefusalNeverRepeatsWhatWasShown() throws Exception {
        request.setParameter("token", "secret-token");
        assertThat(refusal() + node.parts.events.events()).doesNotContain("secret-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null"})
    void aForeignPageIs403(String origin) throws Exception {
        request.addHeader("Origin", origin);
        request.setParameter("token", "good");
        assertThat(refusal()).isEqualTo("403 RT_003");
    }

    @Test
    void aForeignPageMayNotReadItsRefusal() throws Exception {
        request.addHeader("Origin", "https://evil.test");
        assertThat(node.answer(request).containsHeader("Access-Control-Allow-Origin")).isFalse();
    }

    @Test
    void whereKeysCannotBeReachedItIs503() throws Exception {
        node.parts.tokens.faults().storeIsAwayAt("authenticate");
        request.setParameter("token", "good");
        assertThat(refusal()).isEqualTo("503 RT_010");
    }

    @Test
    void aRefusalIsJson() throws Exception {
        assertThat(node.answer(request).getContentType()).startsWith("application/json");
    }

    @Test
    void aRefusalOpensNoConnection() throws Exception {
        node.answer(request);
        assertThat(node.hub.size()).isZero();
    }

    @Test
    void aRefusalIsToldToTheEventBus() throws Exception {
        node.answer(request);
        assertThat(node.parts.events.events(HubEvent.ConnectionRejected.class)).extracting(HubEvent.ConnectionRejected::transport)
                .containsExactly(Transport.SSE);
    }

    // The end

    @Test
    void aClientThatGoesEndsItsConnection() throws Exception {
        stream("public:a");
        ((MockAsyncContext) request.getAsyncContext()).complete();
        assertThat(node.closed()).isEqualTo(1);
    }

    @Test
    void aClientThatWentIsForgotten() throws Exception {
        stream("public:a");
        ((MockAsyncContext) request.getAsyncContext()).complete();
        assertThat(node.hub.size()).isZero();
    }

    @Test
    void aNodeThatStopsSaysSoAndEndsTheStream() throws Exception {
        MockHttpServletResponse response = stream("public:a");
        node.hub.stop();
        assertThat(events(response).getLast()).isEqualTo("event: disconnect\ndata: disconnect\n\n");
        assertThat(node.hub.size()).isZero();
    }
}
