package io.parley.adapters.rest.identity;

import java.time.Duration;
import java.util.Base64;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.adapters.rest.RestNode;
import io.parley.application.ManualClock;
import io.parley.application.identity.Credentials;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;

class TicketControllerTest {
    private static final String PATH = "/realtime/tickets";

    private final RestNode node = new RestNode();

    static Set<Identity> whoeverShowedSomething() {
        return Set.of(RestNode.ADA, RestNode.BACKEND, RestNode.server(Set.of()), new Anonymous(RealmId.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("whoeverShowedSomething")
    void anyCredentialsAreGoodForATicket(Identity who) {
        assertThat(node.as(who).post(PATH, "").status()).isEqualTo(201);
    }

    @Test
    void theAnswerIsATicketAndItsEndAndNothingElse() {
        assertThat(node.post(PATH, "").json().propertyNames()).containsExactlyInAnyOrder("ticket", "expiresAt");
    }

    @Test
    void aTicketMayStandInAUrlAsItIs() {
        String ticket = node.post(PATH, "").json().get("ticket").asString();
        assertThat(Base64.getUrlDecoder().decode(ticket)).hasSize(32);
        assertThat(ticket).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aTicketIsGoodForHalfAMinute() {
        assertThat(node.post(PATH, "").json().get("expiresAt").asString())
                .isEqualTo(ManualClock.START.plus(Duration.ofSeconds(30)).toString());
    }

    @Test
    void theEndIsToldToTheMillisecond() {
        node.clock.advance(Duration.ofNanos(1_234_567));
        assertThat(node.post(PATH, "").json().get("expiresAt").asString())
                .isEqualTo(ManualClock.START.plus(Duration.ofMillis(30_001)).toString());
    }

    @Test
    void nothingHasToBeSaidInTheBody() {
        assertThat(node.post(PATH, "{\"unknown\":1}").status()).isEqualTo(201);
    }

    @Test
    void theAnswerDoesNotRepeatTheCredentials() {
        node.showing(new Credentials.Token("the.token.shown"));
        assertThat(node.post(PATH, "").text()).doesNotContain("the.token.shown");
    }

    @Test
    void whereTheStoreIsAwayThereAreNoTickets() {
        node.tickets.faults().storeIsAwayAt("put");
        assertThat(node.post(PATH, "").problem()).isEqualTo("503 RT_010");
    }
}
