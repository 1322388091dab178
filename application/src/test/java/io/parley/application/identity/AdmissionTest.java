package io.parley.application.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {
    private static final User ADA = new User(new UserId(RealmId.DEFAULT, "ada"), Profile.UNKNOWN, Set.of(), Instant.MAX);
    private static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
    private static final String HOST = "hub.example.com";

    private final KnownTokens tokens = new KnownTokens().with("good", ADA).withKey("key", BACKEND);
    private final OriginPolicy origins = new OriginPolicy(Set.of("https://app.example.com"));
    private final Admission strict = new Admission(tokens, origins, false);
    private final Admission open = new Admission(tokens, origins, true);

    private static Opening opening(String origin, Credentials shown) {
        return new Opening(Optional.ofNullable(origin), HOST, Optional.ofNullable(shown));
    }

    private static Credentials token(String text) {
        return new Credentials.Token(text);
    }

    private static Outcome<Optional<Identity>> admitted(Identity who) {
        return Outcome.done(Optional.of(who));
    }

    private Outcome<Optional<Identity>> admit(String origin, Credentials shown) {
        return strict.admit(RealmId.DEFAULT, opening(origin, shown));
    }

    private static Refusal refusal(Outcome<Optional<Identity>> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<Optional<Identity>>) outcome).refusal();
    }

    @Test
    void aGoodTokenIsAdmitted() {
        assertThat(admit(null, token("good"))).isEqualTo(admitted(ADA));
    }

    @Test
    void aGoodKeyIsAdmitted() {
        assertThat(admit(null, new Credentials.ApiKey("key"))).isEqualTo(admitted(BACKEND));
    }

    @Test
    void aBadTokenIsRefused() {
        assertThat(refusal(admit(null, token("bad"))).code()).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aBadKeyIsRefused() {
        assertThat(refusal(admit(null, new Credentials.ApiKey("bad"))).code()).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void aTokenOfAnotherRealmIsRefused() {
        assertThat(refusal(strict.admit(new RealmId("other"), opening(null, token("good")))).code()).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @Test
    void whoShowsNothingMayGoOnAndHasToSayWhoItIs() {
        assertThat(admit(null, null)).isEqualTo(Outcome.done(Optional.empty()));
    }

    @Test
    void whoShowsNothingIsAnonymousWhereThatIsAllowed() {
        assertThat(open.admit(RealmId.DEFAULT, opening(null, null))).isEqualTo(admitted(new Anonymous(RealmId.DEFAULT)));
    }

    @Test
    void anAnonymousOneIsOfTheRealmThatWasAskedFor() {
        RealmId other = new RealmId("other");
        assertThat(open.admit(other, opening(null, null))).isEqualTo(admitted(new Anonymous(other)));
    }

    @Test
    void aBadTokenIsRefusedThoughAnonymousOnesAreAllowed() {
        assertThat(refusal(open.admit(RealmId.DEFAULT, opening(null, token("bad")))).code()).isEqualTo(ErrorCode.AUTH_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hub.example.com", "https://app.example.com"})
    void aPageOfTheHubsOwnOrAnAllowedOriginIsAdmitted(String origin) {
        assertThat(admit(origin, token("good"))).isEqualTo(admitted(ADA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null"})
    void aForeignPageIsRefusedWhateverItShows(String origin) {
        assertThat(refusal(admit(origin, token("good"))).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test", "null"})
    void aForeignPageIsRefusedThoughAnonymousOnesAreAllowed(String origin) {
        assertThat(refusal(open.admit(RealmId.DEFAULT, opening(origin, null))).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void aForeignPageDoesNotLearnWhetherItsTokenIsGood() {
        assertThat(admit("https://evil.test", token("good"))).isEqualTo(admit("https://evil.test", token("bad")));
    }

    @Test
    void theTokenOfAForeignPageIsNotEvenLookedAt() {
        tokens.faults().storeIsAwayAt("authenticate");
        assertThat(refusal(admit("https://evil.test", token("good"))).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "bad"})
    void aKeyInABrowserIsRefused(String key) {
        assertThat(refusal(admit("https://app.example.com", new Credentials.ApiKey(key))).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void whereKeysCannotBeReachedItIsUnavailable() {
        tokens.faults().storeIsAwayAt("authenticate");
        assertThat(refusal(admit(null, token("good"))).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void whereKeysCannotBeReachedNobodyIsTakenForAnonymous() {
        tokens.faults().storeIsAwayAt("authenticate");
        assertThat(refusal(open.admit(RealmId.DEFAULT, opening(null, token("good")))).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-token"})
    void aRefusalNeverRepeatsWhatWasShown(String secret) {
        assertThat(refusal(admit(null, token(secret))).toString()).doesNotContain(secret);
    }
}
