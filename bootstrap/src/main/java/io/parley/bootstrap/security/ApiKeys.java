package io.parley.bootstrap.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.Optional;

import io.parley.bootstrap.configuration.RealmSettings;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;

/** The API keys of a realm, kept as digests, which are compared in constant time. */
record ApiKeys(RealmId realm, Optional<byte[]> admin, Optional<byte[]> publishable) {
    static ApiKeys of(RealmId realm, RealmSettings settings) {
        return new ApiKeys(realm, TokenKeys.given(settings.adminKey()).map(ApiKeys::digest),
                TokenKeys.given(settings.publishableKey()).map(ApiKeys::digest));
    }

    /** Whose key that is; empty: nobody's here. */
    Optional<Identity> identify(String key) {
        byte[] shown = digest(key);
        if (is(admin, shown)) {
            return Optional.of(new Server(realm, "admin", EnumSet.of(Scope.ADMIN)));
        }
        return is(publishable, shown) ? Optional.of(new Anonymous(realm)) : Optional.empty();
    }

    private static boolean is(Optional<byte[]> known, byte[] shown) {
        return known.filter(digest -> MessageDigest.isEqual(digest, shown)).isPresent();
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
