package io.parley.application.realm;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages may talk to the hub. A browser names the page's origin in every cross-site request and in every handshake, and nothing else
 * keeps a foreign page from using its visitor's network.
 */
public final class OriginPolicy {
    private final Set<String> allowed;

    /** @param allowed origins such as {@code https://app.example.com}, beside the hub's own */
    public OriginPolicy(Set<String> allowed) {
        this.allowed = allowed.stream().map(OriginPolicy::normal).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a request with that origin may go on. {@code null}, which a browser sends for a page that hides where it comes from, may not.
     *
     * @param origin the {@code Origin} header; empty: not a browser
     * @param host   the {@code Host} header: the hub's own name, as the client calls it
     */
    public boolean admits(Optional<String> origin, String host) {
        return origin.isEmpty() || allowed.contains(normal(origin.get())) || isOwn(origin.get(), host);
    }

    private static boolean isOwn(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            return uri.getScheme() != null && uri.getScheme().startsWith("http") && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String normal(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
