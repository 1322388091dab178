package io.parley.adapters.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Whom Redis is told that one is. */
record Login(Optional<String> user, Optional<String> password) {

    /** Of texts as they are meant; an empty one counts as none. */
    static Login of(@Nullable String user, @Nullable String password) {
        return new Login(given(user), given(password));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }

    /**
     * What a part of an URL means; a plus sign means itself.
     *
     * @throws IllegalArgumentException if its percent signs make no sense
     */
    static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user.orElse("nobody");
    }
}
