package io.parley.adapters.rest.channel;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

import io.parley.adapters.rest.Refused;
import io.parley.adapters.rest.RequestBodies;
import io.parley.adapters.rest.RestNode;
import io.parley.application.delivery.RecordingListener;
import io.parley.application.identity.Admission;
import io.parley.application.identity.Capacity;
import io.parley.application.identity.Ticketing;
import io.parley.application.protocol.TestVocabulary;
import io.parley.application.realm.TrustedProxies;
import io.parley.domain.identity.Scope;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

class BroadcastFilterTest {
    private static final String PATH = "/realtime/channels/chat:1/broadcast";

    private final RestNode rest = new RestNode();
    private final RecordingListener heard = rest.listenTo("chat:1");
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", PATH);
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain longWay = new MockFilterChain();
    private ErrorCode refused = ErrorCode.INTERNAL;

    private final BroadcastFilter filter = new BroadcastFilter(
            new Admission(rest.node.realms, rest.node.tokens.withKey("good", RestNode.server(EnumSet.of(Scope.PUBLISH)))
                    .withKey("reader's", RestNode.server(EnumSet.of(Scope.PRESENCE_READ))),
                    new Ticketing(rest.tickets, () -> new byte[Ticketing.SECRET_BYTES]), Capacity.UNBOUNDED, rest.node.seats,
                    rest.node.events),
            TrustedProxies.NONE,
            new ChannelController(rest.node.publishing, rest.node.rooms, new RequestBodies(RestNode.MAX_BYTES),
                    new TestVocabulary(_ -> Payload.NULL)),
            (_, _, _, e) -> {
                refused = ((Refused) e).refusal().code();
                return new ModelAndView();
            }, new JsonMapper());

    private void pass(String key) throws Exception {
        if (!key.isEmpty()) {
            request.addHeader("X-API-Key", key);
        }
        request.setContent("{\"event\":\"said\",\"data\":{\"n\": 1}}".getBytes(StandardCharsets.UTF_8));
        filter.doFilter(request, response, longWay);
    }

    private boolean wentOn() {
        return longWay.getRequest() != null;
    }

    @Test
    void aServersMessageIsSentAndAnsweredAtOnce() throws Exception {
        pass("good");
        assertThat(wentOn()).isFalse();
        assertThat(heard.deliveries()).hasSize(1);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(new JsonMapper().readTree(response.getContentAsByteArray()).get("channel").asString()).isEqualTo("chat:1");
    }

    @Test
    void theAnswerIsKeptByNobody() throws Exception {
        pass("good");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aKeyThatIsNotKnownIsRefused() throws Exception {
        pass("bad");
        assertThat(wentOn()).isFalse();
        assertThat(refused).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(heard.deliveries()).isEmpty();
    }

    @Test
    void aKeyWithoutTheScopeIsRefused() throws Exception {
        pass("reader's");
        assertThat(wentOn()).isFalse();
        assertThat(refused).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(heard.deliveries()).isEmpty();
    }

    @Test
    void whoShowsNothingGoesTheLongWay() throws Exception {
        pass("");
        assertThat(wentOn()).isTrue();
    }

    @Test
    void aPageGoesTheLongWay() throws Exception {
        request.addHeader("Origin", "https://app.example.com");
        pass("good");
        assertThat(wentOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET,/realtime/channels/chat:1/broadcast", "POST,/realtime/channels/chat:1/kick",
            "POST,/realtime/channels/chat%3A1/broadcast",
            "POST,/realtime/channels/chat:1/broadcast/", "POST,/realtime/channels/broadcast", "POST,/realtime/channels//broadcast",
            "POST,/realtime/channels/a/b/broadcast", "POST,/realtime/channels/../broadcast", "POST,/realtime/channels/chat:1;x/broadcast"})
    void everythingElseGoesTheLongWay(String method, String path) throws Exception {
        request.setMethod(method);
        request.setRequestURI(path);
        pass("good");
        assertThat(wentOn()).isTrue();
        assertThat(response.getHeaderNames()).isEmpty();
    }
}
