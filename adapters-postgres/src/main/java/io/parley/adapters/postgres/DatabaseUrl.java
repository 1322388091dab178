package io.parley.adapters.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is, as {@code DATABASE_URL} says it, in the words of JDBC. Parameters behind the question mark are passed on as they
 * are: they are those of the JDBC driver, not of libpq.
 *
 * @param jdbcUrl  without user and password, unless a JDBC URL had them among its own parameters
 * @param username empty: the parameters say it, or the driver takes the operating system's
 * @param password not for logs
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> username, Optional<String> password) {
    /** What is accepted, as error messages say it. */
    public static final String FORM = "postgresql://user:password@host:port/database?parameters";

    private static final String JDBC = "jdbc:postgresql:";
    private static final int HIGHEST_PORT = 65_535;
    private static final String HOST = "(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";
    private static final Pattern VALID = Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/?#\\s]*)(?::(?<password>[^/?#\\s]*))?@)?"
            + "(?<hosts>" + HOST + "(?:," + HOST + ")*)/(?<database>[^/?#\\s]+)(?<parameters>\\?[^#\\s]*)?");

    /**
     * Reads {@code postgresql://} and {@code postgres://}, several hosts with commas between them included; lets {@code jdbc:postgresql:}
     * through.
     *
     * @throws IllegalArgumentException for anything else; the message says the form and repeats nothing of the text, which may hold a
     *                                  password
     */
    public static DatabaseUrl parse(String text) {
        String url = text.strip();
        if (url.startsWith(JDBC) && url.length() > JDBC.length()) {
            return new DatabaseUrl(url, Optional.empty(), Optional.empty());
        }
        Matcher parts = VALID.matcher(url);
        if (!parts.matches() || !portsAreValid(parts.group("hosts"))) {
            throw malformed();
        }
        String parameters = Optional.<String>ofNullable(parts.group("parameters")).orElse("");
        return new DatabaseUrl(JDBC + "//" + parts.group("hosts") + "/" + parts.group("database") + parameters,
                decoded(parts.group("user")).filter(name -> !name.isEmpty()), decoded(parts.group("password")));
    }

    private static boolean portsAreValid(String hosts) {
        return Stream.of(hosts.split(",", -1)).map(host -> host.replaceFirst("^(?:\\[.*]|[^:]*):?", ""))
                .filter(port -> !port.isEmpty()).mapToInt(Integer::parseInt).allMatch(port -> port > 0 && port <= HIGHEST_PORT);
    }

    private static Optional<String> decoded(@Nullable String part) {
        try {
            // A plus is a plus here; the decoder is made for forms, where it is a space.
            return Optional.ofNullable(part).map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException quotesThePassword) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("DATABASE_URL must have the form " + FORM
                + " or jdbc:postgresql://host:port/database; special characters in user and password are percent-encoded (@ is %40)");
    }

    /** Host, port and database; no user, no password, no parameters, among which a password may be. */
    @Override
    public String toString() {
        return jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }
}
