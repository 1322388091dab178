package io.parley.bootstrap.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

/** What a verified token says about its bearer. */
final class TokenClaims {
    /** Names and addresses stand in every roster: what is longer is left out. */
    private static final int MAX_NAME_LENGTH = 128;
    private static final int MAX_AVATAR_LENGTH = 1_024;

    private TokenClaims() {}

    /** The user; empty if the token has no subject, one that cannot be an id, or no expiry. */
    static Optional<Identity> identity(RealmId realm, Jwt token) {
        String subject = token.getSubject();
        if (subject == null || subject.isEmpty() || subject.length() > UserId.MAX_LENGTH || token.getExpiresAt() == null) {
            return Optional.empty();
        }
        Profile profile = new Profile(text(token, "name", MAX_NAME_LENGTH), text(token, "avatar", MAX_AVATAR_LENGTH));
        return Optional.of(new User(new UserId(realm, subject), profile, scopes(token), token.getExpiresAt()));
    }

    private static Optional<String> text(Jwt token, String claim, int maxLength) {
        return token.getClaims().get(claim) instanceof String text && text.length() <= maxLength ? Optional.of(text) : Optional.empty();
    }

    private static Set<Scope> scopes(Jwt token) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        Stream.of("scope", "roles").flatMap(claim -> words(token.getClaims().get(claim))).map(Scope::of).flatMap(Optional::stream)
                .forEach(scopes::add);
        return scopes;
    }

    // A claim of scopes is a list, or a text of words between spaces (RFC 8693).
    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.stream(text.split(" ", -1));
            case Collection<?> list -> list.stream().map(String::valueOf);
            case null, default -> Stream.empty();
        };
    }
}
