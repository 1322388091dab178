package io.parley.domain.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityTest {
    private static final RealmId REALM = new RealmId("school");
    private static final Instant EXPIRY = Instant.parse("2026-01-01T12:00:00Z");

    private static User user(Scope... scopes) {
        return new User(new UserId(REALM, "ada"), Profile.UNKNOWN, Set.of(scopes), EXPIRY);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void adminImpliesEveryScope(Scope scope) {
        assertThat(new Server(REALM, "backend", Set.of(Scope.ADMIN)).holds(scope)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void aScopeIsHeldByItself(Scope scope) {
        assertThat(user(scope).holds(scope)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void noScopeButAdminImpliesAnother(Scope scope) {
        Set<Scope> allOthers = EnumSet.complementOf(EnumSet.of(scope, Scope.ADMIN));
        assertThat(new Server(REALM, "backend", allOthers).holds(scope)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void anAnonymousHoldsNoScope(Scope scope) {
        assertThat(new Anonymous(REALM).holds(scope)).isFalse();
    }

    @Test
    void aUsersRealmIsThatOfHisId() {
        assertThat(user().realm()).isEqualTo(REALM);
    }

    @Test
    void aUserIsVoidFromTheEndOfHisToken() {
        assertThat(user().expiresAt()).contains(EXPIRY);
    }

    @Test
    void aUserHasAUserBehindHim() {
        assertThat(user().user()).contains(new UserId(REALM, "ada"));
    }

    @Test
    void aServerHasNoUserBehindIt() {
        assertThat(new Server(REALM, "backend", Set.of()).user()).isEmpty();
    }

    @Test
    void aServersKeyNeverExpires() {
        assertThat(new Server(REALM, "backend", Set.of()).expiresAt()).isEmpty();
    }

    @Test
    void anAnonymousHasNoUserBehindIt() {
        assertThat(new Anonymous(REALM).user()).isEmpty();
    }

    @Test
    void anAnonymousNeverExpires() {
        assertThat(new Anonymous(REALM).expiresAt()).isEmpty();
    }

    /** A token may say what does not belong in a log. */
    @Test
    void aLogLineShowsTheUserAndNotHisClaims() {
        User teller = new User(new UserId(REALM, "ada"), new Profile(Optional.of("Ada"), Optional.empty()), Set.of(), Set.of("secret role"),
                Map.of("claim", "secret"), EXPIRY);
        assertThat(teller).hasToString("User[ada]");
    }
}
