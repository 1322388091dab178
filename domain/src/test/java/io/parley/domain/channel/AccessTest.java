package io.parley.domain.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTest {
    private static final ChannelPattern.Match NOTHING_CAPTURED = new ChannelPattern.Match(Optional.empty());

    private enum Who {
        ANONYMOUS, USER, ADMIN, SERVER, ADMIN_SERVER;

        Identity identity() {
            return switch (this) {
                case ANONYMOUS -> new Anonymous(RealmId.DEFAULT);
                case USER -> user("ada", Scope.PUBLISH);
                case ADMIN -> user("ada", Scope.ADMIN);
                case SERVER -> new Server(RealmId.DEFAULT, "backend", Set.of(Scope.PUBLISH));
                case ADMIN_SERVER -> new Server(RealmId.DEFAULT, "backend", Set.of(Scope.ADMIN));
            };
        }
    }

    private static User user(String subject, Scope... scopes) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(scopes), Instant.MAX);
    }

    private static boolean owns(String subject, String captured) {
        return Access.OWNER.permits(user(subject), new ChannelPattern.Match(Optional.of(captured)));
    }

    @ParameterizedTest
    @CsvSource({"EVERYONE,ANONYMOUS,true", "EVERYONE,USER,true", "EVERYONE,SERVER,true",
            "USERS,ANONYMOUS,false", "USERS,USER,true", "USERS,ADMIN,true", "USERS,SERVER,true",
            "ADMINS,ANONYMOUS,false", "ADMINS,USER,false", "ADMINS,ADMIN,true", "ADMINS,SERVER,false", "ADMINS,ADMIN_SERVER,true",
            "SERVERS,ANONYMOUS,false", "SERVERS,USER,false", "SERVERS,ADMIN,false", "SERVERS,SERVER,true"})
    void aRulePermitsWhomItNames(Access access, Who who, boolean permitted) {
        assertThat(access.permits(who.identity(), NOTHING_CAPTURED)).isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({"ANONYMOUS", "SERVER", "ADMIN_SERVER"})
    void whoIsNoUserOwnsNothing(Who who) {
        assertThat(Access.OWNER.permits(who.identity(), new ChannelPattern.Match(Optional.of("ada")))).isFalse();
    }

    @Test
    void theOwnerIsTheUserWhoseIdTheNameCarries() {
        assertThat(owns("ada", "ada")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "Ada", "ad", "adaa"})
    void anotherUserIsNotTheOwner(String subject) {
        assertThat(owns(subject, "ada")).isFalse();
    }

    @Test
    void anAdministratorIsNotTheOwner() {
        assertThat(Access.OWNER.permits(user("root", Scope.ADMIN), new ChannelPattern.Match(Optional.of("ada")))).isFalse();
    }

    @Test
    void theOwnersIdIsComparedInItsEscapedForm() {
        assertThat(owns("auth0|7", "auth0=7C7")).isTrue();
    }

    @Test
    void anotherSpellingOfTheEscapedIdIsNoOwnersChannel() {
        assertThat(owns("auth0|7", "auth0=7c7")).isFalse();
    }

    @Test
    void aUserCannotOwnByCallingHimselfWhatAnothersIdIsEscapedTo() {
        assertThat(owns("auth0=7C7", "auth0=7C7")).isFalse();
    }

    @Test
    void aNameThatCarriesNoIdHasNoOwner() {
        assertThat(Access.OWNER.permits(user("ada"), NOTHING_CAPTURED)).isFalse();
    }
}
