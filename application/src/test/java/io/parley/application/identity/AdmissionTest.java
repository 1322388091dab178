package io.parley.application.identity;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.InMemoryNode;
import io.parley.application.ManualClock;
import io.parley.application.event.HubEvent;
import io.parley.application.event.RecordingEventBus;
import io.parley.application.identity.Admission.Answer.Admitted;
import io.parley.application.identity.Admission.Answer.TurnedAway;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.AddressRange;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ShippedPolicies;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {
    private static final RealmId SCHOOL = new RealmId("school");
    private static final RealmId OPEN = new RealmId("open");
    private static final User ADA = user(RealmId.DEFAULT);
    private static final User PUPIL = user(SCHOOL);
    private static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
    private static final String HOST = "hub.example.com";
    private static final String APP = "https://app.example.com";
    private static final InetAddress HOME = InetAddress.ofLiteral("198.51.100.7");
    private static final InetAddress STREET = InetAddress.ofLiteral("203.0.113.66");

    private final KnownTokens tokens = new KnownTokens().with("good", ADA).with("pupil's", PUPIL).withKey("key", BACKEND)
            .withKey("publishable", new Anonymous(RealmId.DEFAULT)).withKey("school's", new Server(SCHOOL, "registry", Set.of()));
    private final InMemoryTicketStore ticketStore = new InMemoryTicketStore(new InMemoryTicketStore.Store(new ManualClock()));
    private final Ticketing tickets = new Ticketing(ticketStore, () -> new byte[Ticketing.SECRET_BYTES]);
    private final RecordingEventBus events = new RecordingEventBus();
    private final InMemoryNode node = new InMemoryNode(new Realms(List.of(realm(RealmId.DEFAULT, false),
            realm(SCHOOL, false, "school.example.com"), realm(OPEN, true, "open.example.com"))));
    private final Admission admission = new Admission(node.realms, tokens, tickets, Capacity.UNBOUNDED, node.seats, events);

    private static User user(RealmId realm) {
        return new User(new UserId(realm, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    }

    private static Realm realm(RealmId id, boolean anonymous, String... hosts) {
        return new Realm(id, Set.of(hosts), ShippedPolicies.BOOK, anonymous, new OriginPolicy(Set.of(APP)),
                new AddressPolicy(List.of(), List.of(AddressRange.of("203.0.113.0/24"))));
    }

    private static Credentials token(String text) {
        return new Credentials.Token(text);
    }

    private Admission.Answer admit(@Nullable String realm, @Nullable String origin, String host, InetAddress client,
            @Nullable Credentials shown) {
        return admission
                .admit(new Opening(Optional.ofNullable(realm), Optional.ofNullable(origin), host, client, Optional.ofNullable(shown)));
    }

    private Admission.Answer admit(@Nullable String origin, @Nullable Credentials shown) {
        return admit(null, origin, HOST, HOME, shown);
    }

    private static Admission.Answer admitted(Identity who) {
        return new Admitted(who.realm(), Optional.of(who));
    }

    private static TurnedAway turnedAway(Admission.Answer answer) {
        assertThat(answer).isInstanceOf(TurnedAway.class);
        return (TurnedAway) answer;
    }

    private static ErrorCode why(Admission.Answer answer) {
        return turnedAway(answer).refusal().code();
    }

    private static RealmId realmOf(Admission.Answer answer) {
        return switch (answer) {
            case Admitted(RealmId realm, Optional<Identity> _) -> realm;
            case TurnedAway away -> away.realm();
        };
    }

    // The doorkeeper

    private Admission.Answer admittedBy(Doorkeeper doorkeeper) {
        return new Admission(node.realms, tokens, tickets, Capacity.UNBOUNDED, doorkeeper, events)
                .admitConnection(new Opening(Optional.empty(), Optional.empty(), HOST, HOME, Optional.of(token("good"))));
    }

    @Test
    void aConnectionThatTheDoorkeeperLetsInIsAdmitted() {
        assertThat(admittedBy((_, _, _) -> Optional.empty())).isEqualTo(admitted(ADA));
    }

    @Test
    void aConnectionThatTheDoorkeeperRefusesIsTurnedAwayWithHisReason() {
        Refusal full = Refusal.of(ErrorCode.RATE_LIMIT_EXCEEDED, "full");
        assertThat(turnedAway(admittedBy((_, _, _) -> Optional.of(full))).refusal()).isEqualTo(full);
    }

    @Test
    void aDoorkeeperWhoFailsIsAFaultOfTheHub() {
        RuntimeException mistake = new IllegalStateException("a mistake");
        assertThat(why(admittedBy((_, _, _) -> {
            throw mistake;
        }))).isEqualTo(ErrorCode.INTERNAL);
        assertThat(events.events()).containsExactly(new HubEvent.AdmissionFailed(mistake));
    }

    // What is shown

    @Test
    void aGoodTokenIsAdmitted() {
        assertThat(admit(null, token("good"))).isEqualTo(admitted(ADA));
    }

    @Test
    void aGoodKeyIsAdmitted() {
        assertThat(admit(null, new Credentials.ApiKey("key"))).isEqualTo(admitted(BACKEND));
    }

    @Test
    void badCredentialsAreRefused() {
        assertThat(why(admit(null, token("bad")))).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(why(admit(null, new Credentials.ApiKey("bad")))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void whoShowsNothingMayGoOnAndHasToSayWhoItIs() {
        assertThat(admit(null, null)).isEqualTo(new Admitted(RealmId.DEFAULT, Optional.empty()));
    }

    @Test
    void whoShowsNothingIsAnonymousWhereThatIsAllowed() {
        assertThat(admit("open", null, HOST, HOME, null)).isEqualTo(admitted(new Anonymous(OPEN)));
    }

    @Test
    void aBadTokenIsRefusedThoughAnonymousOnesAreAllowed() {
        assertThat(why(admit("open", null, HOST, HOME, token("bad")))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void whatFailsAtJudgingIsTheHubsFaultAndNobodyIsLetIn() {
        IllegalStateException mistake = new IllegalStateException("a mistake of the authenticator");
        tokens.faults().failAt("authenticate", mistake);
        assertThat(why(admit("open", null, HOST, HOME, token("good")))).isEqualTo(ErrorCode.INTERNAL);
        assertThat(events.events()).containsExactly(new HubEvent.AdmissionFailed(mistake));
    }

    @ParameterizedTest
    @CsvSource(value = {"default,good", "open,good"})
    void whereKeysCannotBeReachedItIsUnavailableAndNobodyIsTakenForAnonymous(String realm, String text) {
        tokens.faults().storeIsAwayAt("authenticate");
        assertThat(why(admit(realm, null, HOST, HOME, token(text)))).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aRefusalNeverRepeatsWhatWasShown() {
        assertThat(admit(null, token("secret-token")).toString()).doesNotContain("secret-token");
    }

    // Pages and addresses

    @ParameterizedTest
    @ValueSource(strings = {"https://hub.example.com", APP})
    void aPageOfTheHubsOwnOrAnAllowedOriginIsAdmitted(String origin) {
        assertThat(admit(origin, token("good"))).isEqualTo(admitted(ADA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null"})
    void aForeignPageIsRefusedWhateverItShows(String origin) {
        assertThat(why(admit(origin, token("good")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(why(admit("open", origin, HOST, HOME, null))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aForeignPageDoesNotLearnWhetherItsTokenIsGood() {
        assertThat(admit("https://evil.test", token("good"))).isEqualTo(admit("https://evil.test", token("bad")));
    }

    @Test
    void theTokenOfAForeignPageIsNotEvenLookedAt() {
        tokens.faults().storeIsAwayAt("authenticate");
        assertThat(why(admit("https://evil.test", token("good")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aSecretKeyInABrowserIsRefused() {
        assertThat(why(admit(APP, new Credentials.ApiKey("key")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aPublishableKeyInABrowserIsAnonymous() {
        assertThat(admit(APP, new Credentials.ApiKey("publishable"))).isEqualTo(admitted(new Anonymous(RealmId.DEFAULT)));
    }

    @Test
    void aForeignAddressIsRefusedWhateverItShows() {
        assertThat(why(admit(null, null, HOST, STREET, token("good")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(why(admit("open", null, HOST, STREET, null))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void theTokenOfAForeignAddressIsNotEvenLookedAt() {
        tokens.faults().storeIsAwayAt("authenticate");
        assertThat(why(admit(null, null, HOST, STREET, token("good")))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    // How it can be told

    @Test
    void aRefusedBrowserOfAnAllowedPageHasToBeToldInItsOwnWay() {
        assertThat(turnedAway(admit(APP, token("bad"))).allowedPage()).isTrue();
        assertThat(turnedAway(admit(null, APP, HOST, STREET, null)).allowedPage()).isTrue();
        assertThat(turnedAway(admit(APP, new Credentials.ApiKey("key"))).allowedPage()).isTrue();
        assertThat(turnedAway(admit(APP, new Credentials.Ticket("bad"))).allowedPage()).isTrue();
    }

    @Test
    void aRefusedBrowserOfAnAllowedPageIsToldWhenNothingCanBeSaidNow() {
        tokens.faults().storeIsAwayAt("authenticate");
        ticketStore.faults().storeIsAwayAt("take");
        assertThat(turnedAway(admit(APP, token("good"))).allowedPage()).isTrue();
        assertThat(turnedAway(admit(APP, new Credentials.Ticket("A".repeat(43)))).allowedPage()).isTrue();
    }

    @Test
    void aForeignPageIsToldNothing() {
        assertThat(turnedAway(admit("https://evil.test", token("good"))).allowedPage()).isFalse();
        assertThat(turnedAway(admit("https://evil.test", new Credentials.Ticket("bad"))).allowedPage()).isFalse();
    }

    @Test
    void whoIsNoBrowserReadsTheStatus() {
        assertThat(turnedAway(admit(null, token("bad"))).allowedPage()).isFalse();
    }

    // Which realm

    @Test
    void withoutAnySignItIsTheRealmOfASmallInstallation() {
        assertThat(realmOf(admit(null, null))).isEqualTo(RealmId.DEFAULT);
    }

    @Test
    void thePathNamesTheRealm() {
        assertThat(admit("school", null, HOST, HOME, token("pupil's"))).isEqualTo(admitted(PUPIL));
    }

    @Test
    void thePathGoesBeforeTheHostAndTheCredentials() {
        assertThat(realmOf(admit("open", null, "school.example.com", HOME, null))).isEqualTo(OPEN);
        assertThat(realmOf(admit("open", null, "school.example.com", HOME, token("pupil's")))).isEqualTo(OPEN);
    }

    @Test
    void aRealmThatThereIsNotIsNotFoundWhateverIsShown() {
        assertThat(why(admit("nowhere", null, HOST, HOME, null))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(why(admit("nowhere", null, "school.example.com", HOME, token("good")))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
        assertThat(why(admit("NOT a realm/", null, HOST, HOME, null))).isEqualTo(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void theHostNamesTheRealm() {
        assertThat(admit(null, null, "school.example.com:8443", HOME, token("pupil's"))).isEqualTo(admitted(PUPIL));
    }

    @Test
    void theHostGoesBeforeTheCredentials() {
        assertThat(realmOf(admit(null, null, "open.example.com", HOME, token("pupil's")))).isEqualTo(OPEN);
    }

    @Test
    void aKeyKnowsItsRealm() {
        assertThat(realmOf(admit(null, new Credentials.ApiKey("school's")))).isEqualTo(SCHOOL);
    }

    @Test
    void theIssuerOfATokenKnowsItsRealm() {
        assertThat(admit(null, token("pupil's"))).isEqualTo(admitted(PUPIL));
    }

    @Test
    void aTokenOfOneRealmIsWorthNothingInAnother() {
        assertThat(why(admit("school", null, HOST, HOME, token("good")))).isEqualTo(ErrorCode.AUTH_REQUIRED);
        assertThat(why(admit("default", null, HOST, HOME, token("pupil's")))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    // Tickets

    @Test
    void aTicketIsWorthWhatItWasGivenFor() {
        assertThat(admit(null, tickets.issue(RealmId.DEFAULT, token("good")))).isEqualTo(admitted(ADA));
    }

    @Test
    void aTicketKnowsItsRealm() {
        assertThat(admit(null, tickets.issue(SCHOOL, token("pupil's")))).isEqualTo(admitted(PUPIL));
    }

    @Test
    void aTicketIsGoodOnce() {
        Credentials.Ticket ticket = tickets.issue(RealmId.DEFAULT, token("good"));
        admit(null, ticket);
        assertThat(why(admit(null, ticket))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aTicketIsNoneUnderThePathOfAnotherRealm() {
        Credentials.Ticket ticket = tickets.issue(RealmId.DEFAULT, token("good"));
        assertThat(why(admit("school", null, HOST, HOME, ticket))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aTicketThatWasNeverGivenIsRefusedThoughAnonymousOnesAreAllowed() {
        assertThat(why(admit("open", null, HOST, HOME, new Credentials.Ticket("A".repeat(43))))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void theTicketOfAForeignPageIsWorthNothing() {
        assertThat(why(admit("https://evil.test", tickets.issue(RealmId.DEFAULT, token("good"))))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aTicketDoesNotBringASecretKeyIntoABrowser() {
        assertThat(why(admit(APP, tickets.issue(RealmId.DEFAULT, new Credentials.ApiKey("key"))))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whatWasRevokedSinceIsRefused() {
        Credentials.Ticket ticket = tickets.issue(RealmId.DEFAULT, token("revoked"));
        assertThat(why(admit(null, ticket))).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void whereTicketsCannotBeReadNowItIsUnavailable() {
        ticketStore.faults().storeIsAwayAt("take");
        assertThat(why(admit("open", null, HOST, HOME, new Credentials.Ticket("A".repeat(43))))).isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
