package io.parley.adapters.redis;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of {@code REDIS_URL}.
 *
 * @param tls      whether everybody is talked to by TLS
 * @param ca       whose certificates are believed, in PEM; without it those that the JVM believes
 * @param sentinel whom Sentinels are told that one is, where that is not what the servers are told
 */
record UrlOptions(boolean tls, Optional<Path> ca, Login sentinel) {
    private static final String TLS = "tls";
    private static final String CA = "ca";
    private static final String SENTINEL_USER = "sentinelUser";
    private static final String SENTINEL_PASSWORD = "sentinelPassword";

    /** @throws IllegalArgumentException if there is one that this form does not have, or one that makes no sense */
    static UrlOptions parse(UrlForm form, @Nullable String text) {
        Map<String, String> given = given(form, text);
        boolean tls = form == UrlForm.SINGLE_TLS || isTrue(form, given.getOrDefault(TLS, "false"));
        Optional<Path> ca = Optional.ofNullable(given.get(CA)).map(file -> path(form, file));
        if (ca.isPresent() && !tls) {
            throw form.refusal();
        }
        return new UrlOptions(tls, ca, Login.of(given.get(SENTINEL_USER), given.get(SENTINEL_PASSWORD)));
    }

    private static Map<String, String> given(UrlForm form, @Nullable String text) {
        Map<String, String> given = new HashMap<>();
        if (text == null || text.isEmpty()) {
            return given;
        }
        for (String option : text.split("&", -1)) {
            String[] pair = option.split("=", 2);
            if (pair.length < 2 || pair[1].isEmpty() || !allowed(form).contains(pair[0]) || given.put(pair[0], pair[1]) != null) {
                throw form.refusal();
            }
        }
        given.replaceAll((_, value) -> Login.decoded(value));
        return given;
    }

    private static Set<String> allowed(UrlForm form) {
        return switch (form) {
            case SINGLE -> Set.of();
            case SINGLE_TLS -> Set.of(CA);
            case SENTINEL -> Set.of(TLS, CA, SENTINEL_USER, SENTINEL_PASSWORD);
            case CLUSTER -> Set.of(TLS, CA);
        };
    }

    private static boolean isTrue(UrlForm form, String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw form.refusal();
        };
    }

    private static Path path(UrlForm form, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw form.refusal();
        }
    }
}
