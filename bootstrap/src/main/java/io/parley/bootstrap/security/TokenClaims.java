package io.parley.bootstrap.security;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;

/**
 * What a verified token of a realm says about its bearer.
 *
 * @param idClaim the claim that holds the user's id; a dot leads into an object
 */
record TokenClaims(RealmId realm, String idClaim) {
    /** Names and addresses stand in every roster: what is longer is left out. */
    private static final int MAX_NAME_LENGTH = 128;
    private static final int MAX_AVATAR_LENGTH = 1_024;

    /** The user; empty if the token has no subject, one that cannot be an id, or no expiry. */
    Optional<Identity> identity(Jwt token) {
        Instant expiry = token.getExpiresAt();
        return expiry == null ? Optional.empty() : subject(token).map(subject -> user(token, subject, expiry));
    }

    private User user(Jwt token, String subject, Instant expiry) {
        Profile profile = new Profile(text(token, "name", MAX_NAME_LENGTH), text(token, "avatar", MAX_AVATAR_LENGTH));
        Set<String> roles = words(token.getClaims().get("roles")).collect(Collectors.toUnmodifiableSet());
        return new User(new UserId(realm, subject), profile, scopes(token), roles, plain(token.getClaims()), expiry);
    }

    private Optional<String> subject(Jwt token) {
        Object found = token.getClaims().get(idClaim);
        if (found == null && idClaim.contains(".")) {
            found = token.getClaims();
            for (String step : idClaim.split("\\.", -1)) {
                found = found instanceof Map<?, ?> object ? object.get(step) : null;
            }
        }
        return switch (found) {
            case String text when !text.isEmpty() && text.length() <= UserId.MAX_LENGTH && canBeKept(text) -> Optional.of(text);
            case Long number -> Optional.of(number.toString());
            case Integer number -> Optional.of(number.toString());
            case null, default -> Optional.empty();
        };
    }

    // Half a surrogate pair would be written as a question mark: two users would be one. No database keeps a zero character.
    private static boolean canBeKept(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
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
            case String text -> Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
            case Collection<?> list -> list.stream().map(String::valueOf);
            case null, default -> Stream.empty();
        };
    }

    /** The claims as rules know values: moments as seconds, as they stand in the token. */
    private static Map<String, Object> plain(Map<String, Object> claims) {
        Map<String, Object> plain = HashMap.newHashMap(claims.size());
        claims.forEach((name, value) -> {
            switch (value) {
                case null -> {}
                case Instant moment -> plain.put(name, moment.getEpochSecond());
                case URL url -> plain.put(name, url.toString());
                default -> plain.put(name, value);
            }
        });
        return Map.copyOf(plain);
    }
}
