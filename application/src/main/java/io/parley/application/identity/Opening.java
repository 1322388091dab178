package io.parley.application.identity;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about who opens a connection, whichever transport it asks for.
 *
 * @param origin      the page it comes from, if a browser sent it
 * @param host        the name under which the hub was called
 * @param credentials what it shows, if anything
 */
public record Opening(Optional<String> origin, String host, Optional<Credentials> credentials) {
    private static final String BEARER = "Bearer ";

    /**
     * Reads a handshake: the {@code Authorization} header before the query, a token before a key.
     *
     * @param header a header's first value by its name, or null
     * @param query  a query parameter's first value by its name, decoded, or null
     */
    public static Opening ofHandshake(Function<String, @Nullable String> header, Function<String, @Nullable String> query) {
        Optional<String> token = found(query, "token").or(() -> found(query, "access_token"));
        return of(found(header, "Origin"), found(header, "Host"), found(header, "Authorization"), token,
                found(header, "X-API-Key").or(() -> found(query, "apiKey")));
    }

    /** Reads a request that opens nothing. Its URL ends up in logs, so that credentials stand in headers alone. */
    public static Opening ofRequest(Function<String, @Nullable String> header) {
        return ofHandshake(header, _ -> null);
    }

    static Opening of(Optional<String> origin, Optional<String> host, Optional<String> authorization, Optional<String> queryToken,
            Optional<String> apiKey) {
        Optional<Credentials> token = authorization.filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip()).or(() -> queryToken).map(Credentials.Token::new);
        return new Opening(origin, host.orElse(""), token.or(() -> apiKey.map(Credentials.ApiKey::new)));
    }

    private static Optional<String> found(Function<String, @Nullable String> source, String name) {
        return Optional.ofNullable(source.apply(name));
    }
}
