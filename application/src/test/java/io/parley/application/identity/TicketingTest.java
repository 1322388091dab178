package io.parley.application.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.application.realm.TestRealms;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TicketingTest {
    private static final Credentials.Token TOKEN = new Credentials.Token("header.secret-payload.signature");

    private final ManualClock clock = new ManualClock();
    private final InMemoryTicketStore.Store store = new InMemoryTicketStore.Store(clock);
    private final InMemoryTicketStore port = new InMemoryTicketStore(store);
    private final AtomicInteger secrets = new AtomicInteger();
    private final Ticketing ticketing = new Ticketing(port, this::secret);
    private final Ticketing elsewhere = new Ticketing(new InMemoryTicketStore(store), this::secret);

    private byte[] secret() {
        byte[] secret = new byte[Ticketing.SECRET_BYTES];
        secret[0] = (byte) secrets.incrementAndGet();
        return secret;
    }

    static List<Credentials> credentials() {
        return List.of(TOKEN, new Credentials.ApiKey("k-1"), new Credentials.Custom("session", "s-1"), new Credentials.Token(""),
                new Credentials.Token("ä\nkey\n🦊"), new Credentials.Custom("custom-x", "a\nb"), new Credentials.Custom("token", "t"));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void aTicketStandsForWhatItWasGivenFor(Credentials credentials) {
        assertThat(ticketing.redeem(ticketing.issue(TestRealms.SCHOOL, credentials)))
                .contains(new Ticketing.Given(TestRealms.SCHOOL, credentials));
    }

    @Test
    void aTicketIsGoodOnEveryNode() {
        assertThat(elsewhere.redeem(ticketing.issue(RealmId.DEFAULT, TOKEN))).contains(new Ticketing.Given(RealmId.DEFAULT, TOKEN));
    }

    @Test
    void aTicketIsGoodOnce() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        ticketing.redeem(ticket);
        assertThat(Stream.of(ticketing, elsewhere).map(node -> node.redeem(ticket))).containsOnly(Optional.empty());
    }

    @Test
    void aTicketIsGoodForHalfAMinute() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        clock.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(ticketing.redeem(ticket)).isPresent();
    }

    @Test
    void afterHalfAMinuteATicketIsGoodNoMore() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        clock.advance(Duration.ofSeconds(30));
        assertThat(ticketing.redeem(ticket)).isEmpty();
    }

    @Test
    void twoTicketsForTheSameAreTwo() {
        Credentials.Ticket first = ticketing.issue(RealmId.DEFAULT, TOKEN);
        Credentials.Ticket second = ticketing.issue(RealmId.DEFAULT, TOKEN);
        ticketing.redeem(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(ticketing.redeem(second)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "not base64!", "AAAA", "+/+/", "====", "a.b.c"})
    void whatIsNoTicketIsWorthNothing(String value) {
        assertThat(ticketing.redeem(new Credentials.Ticket(value))).isEmpty();
    }

    @Test
    void aTicketThatWasNeverGivenIsWorthNothing() {
        byte[] guessed = new byte[Ticketing.SECRET_BYTES];
        guessed[31] = 1;
        ticketing.issue(RealmId.DEFAULT, TOKEN);
        assertThat(ticketing.redeem(new Credentials.Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(guessed)))).isEmpty();
    }

    @Test
    void aWrongTicketDoesNotSpoilTheRightOne() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        ticketing.redeem(new Credentials.Ticket("A".repeat(43)));
        assertThat(ticketing.redeem(ticket)).isPresent();
    }

    @Test
    void aTicketMayStandInAUrl() {
        assertThat(ticketing.issue(RealmId.DEFAULT, TOKEN).value()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aTicketIsNotGivenForATicket() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        assertThatIllegalArgumentException().isThrownBy(() -> ticketing.issue(RealmId.DEFAULT, ticket));
    }

    // What the store sees

    @Test
    void whoReadsTheStoreLearnsNeitherTheTokenNorTheTicket() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        byte[] secret = Base64.getUrlDecoder().decode(ticket.value());
        Map.Entry<String, byte[]> kept = store.contents().entrySet().iterator().next();
        String sealed = new String(kept.getValue(), StandardCharsets.ISO_8859_1);
        assertThat(kept.getKey()).doesNotContain(ticket.value()).doesNotContain(HexFormat.of().formatHex(secret));
        assertThat(sealed).doesNotContain(ticket.value()).doesNotContain(new String(secret, StandardCharsets.ISO_8859_1))
                .doesNotContain("secret-payload").doesNotContain("default");
    }

    @Test
    void theSameTokenIsKeptUnderAnotherNameAndInOtherBytesEachTime() {
        ticketing.issue(RealmId.DEFAULT, TOKEN);
        ticketing.issue(RealmId.DEFAULT, TOKEN);
        assertThat(store.contents()).hasSize(2);
        assertThat(store.contents().values().stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))).doesNotHaveDuplicates();
    }

    /** Who can write the store can end tickets, and no more: what he writes is nobody's credentials. */
    @Test
    void whatWasTamperedWithIsAFaultAndNoCredentials() {
        Credentials.Ticket ticket = ticketing.issue(RealmId.DEFAULT, TOKEN);
        String name = store.contents().keySet().iterator().next();
        byte[] sealed = store.contents().get(name);
        sealed[0] ^= 1;
        port.put(name, sealed, Duration.ofMinutes(1));
        assertThatIllegalStateException().isThrownBy(() -> ticketing.redeem(ticket));
    }

    @Test
    void oneTicketsCredentialsAreNotOpenedByAnother() {
        Credentials.Ticket mine = ticketing.issue(RealmId.DEFAULT, TOKEN);
        String nameOfMine = store.contents().keySet().iterator().next();
        ticketing.issue(RealmId.DEFAULT, new Credentials.ApiKey("somebody else's"));
        byte[] others = store.contents().entrySet().stream().filter(kept -> !kept.getKey().equals(nameOfMine)).findFirst().orElseThrow()
                .getValue();
        port.put(nameOfMine, others, Duration.ofMinutes(1));
        assertThatIllegalStateException().isThrownBy(() -> ticketing.redeem(mine));
    }

    @Test
    void aStoreThatIsAwayIsAFailureAndNoNo() {
        port.faults().storeIsAwayAt("put", "take");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> ticketing.issue(RealmId.DEFAULT, TOKEN));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> ticketing.redeem(new Credentials.Ticket("A".repeat(43))));
    }
}
