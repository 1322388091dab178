package io.parley.application.identity;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.parley.application.realm.TrustedProxies;

/**
 * What a request says about who opens a connection, whichever transport it asks for.
 *
 * @param realm       the realm that its path names
 * @param origin      the page it comes from, if a browser sent it
 * @param host        the name under which the hub was called
 * @param client      the client's address
 * @param credentials what it shows, if anything
 */
public record Opening(Optional<String> realm, Optional<String> origin, String host, InetAddress client,
        Optional<Credentials> credentials) {
    private static final String BEARER = "bearer";

    /** Reads a handshake: the {@code Authorization} header before the query, a token before a key before a ticket. */
    public static Opening ofHandshake(Request request, TrustedProxies proxies) {
        return read(request, request.query(), proxies);
    }

    /** Reads a request that opens nothing. Its URL ends up in logs, so that credentials stand in headers alone. */
    public static Opening ofRequest(Request request, TrustedProxies proxies) {
        return read(request, _ -> null, proxies);
    }

    private static Opening read(Request request, Function<String, @Nullable String> query, TrustedProxies proxies) {
        Optional<Credentials> credentials = found(request.header(), "Authorization").map(Opening::ofAuthorization)
                .or(() -> found(query, "token").or(() -> found(query, "access_token")).map(Credentials.Token::new))
                .or(() -> found(request.header(), "X-API-Key").or(() -> found(query, "apiKey")).map(Credentials.ApiKey::new))
                .or(() -> found(query, "ticket").map(Credentials.Ticket::new));
        return new Opening(request.realm(), found(request.header(), "Origin"),
                found(request.header(), "Host").orElse(""), proxies.client(request.peer(), request.header().apply("X-Forwarded-For")),
                credentials);
    }

    private static Credentials ofAuthorization(String header) {
        int space = header.indexOf(' ');
        String scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(Locale.ROOT);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        return scheme.equals(BEARER) ? new Credentials.Token(value) : new Credentials.Custom(scheme, value);
    }

    private static Optional<String> found(Function<String, @Nullable String> source, String name) {
        return Optional.ofNullable(source.apply(name));
    }

    /** The same, with other credentials and for that realm. */
    Opening with(String otherRealm, Credentials other) {
        return new Opening(Optional.of(otherRealm), origin, host, client, Optional.of(other));
    }
}
