package io.parley.application.identity;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A request as its transport sees it.
 *
 * @param header a header's value by its name, or null; several lines of one name are one value with commas between, as RFC 9110 has it: who
 *               reads the first line alone believes whoever wrote it before a proxy did
 * @param query  a query parameter's first value by its name, decoded, or null
 * @param peer   who holds the other end of the line
 * @param realm  the realm that the path named
 */
public record Request(Function<String, @Nullable String> header, Function<String, @Nullable String> query, InetAddress peer,
        Optional<String> realm) {
    /** Under this name a servlet request carries, as a text, the realm that its path named before it was cut off. */
    public static final String REALM_ATTRIBUTE = "parley.realm";

    /**
     * Of the parts that a servlet request has.
     *
     * @param headerLines the lines of a header by its name
     * @param peer        the address as a literal
     * @param realm       the value of {@link #REALM_ATTRIBUTE}, or null
     */
    public static Request of(Function<String, Enumeration<String>> headerLines, Function<String, @Nullable String> query, String peer,
            @Nullable Object realm) {
        return new Request(name -> joined(headerLines.apply(name)), query, InetAddress.ofLiteral(peer),
                Optional.ofNullable((String) realm));
    }

    private static @Nullable String joined(Enumeration<String> lines) {
        List<String> all = Collections.list(lines);
        return all.isEmpty() ? null : String.join(",", all);
    }
}
