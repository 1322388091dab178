package io.parley.devservices;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells a request of a person on this machine from one that only looks like it. Each rule closes one way in:
 * <ul>
 * <li>the peer's address is loopback: not another machine;
 * <li>no proxy's header: not another machine behind a proxy on this one;
 * <li>the host asked for is loopback by name: not a page whose own name was rebound to 127.0.0.1;
 * <li>the page that asks, if any, is local too: not a foreign page in a local browser.
 * </ul>
 */
final class LocalCaller {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private LocalCaller() {}

    static boolean sent(HttpServletRequest request) {
        return isLoopbackAddress(request.getRemoteAddr())
                && PROXY_HEADERS.stream().allMatch(header -> request.getHeader(header) == null)
                && isLoopbackHost(request.getHeader("Host"))
                && isLocalOrigin(request.getHeader("Origin"));
    }

    private static boolean isLoopbackAddress(String address) {
        try {
            // Jetty writes IPv6 addresses in brackets.
            return InetAddress.ofLiteral(address.replace("[", "").replace("]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static boolean isLoopbackHost(@Nullable String host) {
        return host != null && LOOPBACK_NAMES.contains(PORT.matcher(host).replaceFirst(""));
    }

    private static boolean isLocalOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            String host = URI.create(origin).getHost();
            return host != null && LOOPBACK_NAMES.contains(host);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
