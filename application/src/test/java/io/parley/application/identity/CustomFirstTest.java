package io.parley.application.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.Unavailable;
import io.parley.application.realm.TestRealms;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CustomFirstTest {
    private static final Credentials SESSION = new Credentials.Custom("session", "s-1");
    private static final Credentials TOKEN = new Credentials.Token("t-1");
    private static final Identity ADA = user(RealmId.DEFAULT, "ada");
    private static final Identity BOB = user(RealmId.DEFAULT, "bob");
    private static final Refusal EXPIRED = Refusal.of(ErrorCode.AUTH_REQUIRED, "This session is over");

    private final List<String> asked = new ArrayList<>();
    private final KnownTokens own = new KnownTokens().with("t-1", BOB);

    private static Identity user(RealmId realm, String subject) {
        return new User(new UserId(realm, subject), Profile.UNKNOWN, Set.of(), Instant.MAX);
    }

    private CustomAuthenticator custom(String name, Credentials known, Outcome<Identity> answer) {
        return (_, credentials) -> {
            asked.add(name);
            return credentials.equals(known) ? Optional.of(answer) : Optional.empty();
        };
    }

    private Authenticator authenticator(CustomAuthenticator... custom) {
        return new CustomFirst(List.of(custom), own);
    }

    private Outcome<Identity> shows(Credentials credentials, CustomAuthenticator... custom) {
        return authenticator(custom).authenticate(RealmId.DEFAULT, credentials);
    }

    @Test
    void whatACustomAuthenticatorKnowsItDecides() {
        assertThat(shows(SESSION, custom("first", SESSION, Outcome.done(ADA)))).isEqualTo(Outcome.done(ADA));
    }

    @Test
    void whatNoneOfThemKnowsTheHubDecides() {
        assertThat(shows(TOKEN, custom("first", SESSION, Outcome.done(ADA)))).isEqualTo(Outcome.done(BOB));
    }

    @Test
    void aCustomAuthenticatorMayKnowTokensToo() {
        assertThat(shows(TOKEN, custom("first", TOKEN, Outcome.done(ADA)))).isEqualTo(Outcome.done(ADA));
    }

    @Test
    void aNoIsNotAskedAboutAgain() {
        assertThat(shows(TOKEN, custom("first", TOKEN, Outcome.refused(EXPIRED)), custom("second", TOKEN, Outcome.done(ADA))))
                .isEqualTo(Outcome.refused(EXPIRED));
        assertThat(asked).containsExactly("first");
    }

    @Test
    void theyAreAskedInTheirOrder() {
        shows(SESSION, custom("first", TOKEN, Outcome.done(ADA)), custom("second", SESSION, Outcome.done(ADA)),
                custom("third", SESSION, Outcome.done(BOB)));
        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void withoutAnyTheHubDecides() {
        assertThat(shows(TOKEN)).isEqualTo(Outcome.done(BOB));
    }

    @Test
    void anIdentityOfAnotherRealmIsNone() {
        Identity pupil = user(TestRealms.SCHOOL, "ada");
        assertThat(shows(SESSION, custom("first", SESSION, Outcome.done(pupil))))
                .isInstanceOfSatisfying(Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.AUTH_REQUIRED));
    }

    @Test
    void whoCannotSayAnythingNowIsNoNo() {
        CustomAuthenticator away = (_, _) -> {
            throw new Unavailable("sessions", new IllegalStateException("cut off"));
        };
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> shows(TOKEN, away));
    }

    @Test
    void forWhichRealmCredentialsAreTheHubSays() {
        assertThat(authenticator(custom("first", TOKEN, Outcome.done(ADA))).realmOf(TOKEN)).contains(RealmId.DEFAULT);
        assertThat(asked).isEmpty();
    }
}
