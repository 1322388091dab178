package io.parley.application.identity;

import java.util.Optional;

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
     * Reads the places where the protocol lets credentials stand; the {@code Authorization} header before the query, a token before a key.
     */
    public static Opening of(Optional<String> origin, Optional<String> host, Optional<String> authorization, Optional<String> queryToken,
            Optional<String> apiKey) {
        Optional<Credentials> token = authorization.filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip()).or(() -> queryToken).map(Credentials.Token::new);
        return new Opening(origin, host.orElse(""), token.or(() -> apiKey.map(Credentials.ApiKey::new)));
    }
}
