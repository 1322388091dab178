package io.parley.adapters.redis;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code REDIS_URL}.
 *
 * @param addresses each with scheme, host and port; those of the Sentinels, where there are some
 * @param login     for the servers
 * @param master    what the Sentinels call the master; without them empty
 */
record RedisUrl(UrlForm form, List<String> addresses, Login login, String master, int database, UrlOptions options) {

    /** @throws IllegalArgumentException if it has none of the forms; the message says which one it should have, and does not repeat it */
    static RedisUrl parse(String url) {
        UrlForm form = UrlForm.of(url.strip());
        Matcher parts = form.parts(url.strip()).orElseThrow(form::refusal);
        try {
            return of(form, parts);
        } catch (IllegalArgumentException e) {
            // Not its message: it may quote a password.
            throw form.refusal();
        }
    }

    private static RedisUrl of(UrlForm form, Matcher parts) {
        UrlOptions options = UrlOptions.parse(form, parts.group("options"));
        Login login = Login.of(decoded(parts.group("user")), decoded(parts.group("password")));
        if (options.sentinel().password().isPresent() && login.password().isEmpty()) {
            // Redisson tells Sentinels nothing where it has nothing to tell the servers.
            throw form.refusal();
        }
        List<String> addresses = Arrays.stream(parts.group("hosts").split(",")).map(host -> address(form, options.tls(), host)).toList();
        int database = Integer.parseInt(Optional.ofNullable(parts.group("database")).orElse("0"));
        return new RedisUrl(form, addresses, login, form == UrlForm.SENTINEL ? parts.group("master") : "", database, options);
    }

    private static String address(UrlForm form, boolean tls, String host) {
        String place = host.matches(".*:\\d+") ? host : host + ":" + form.defaultPort();
        return URI.create((tls ? "rediss://" : "redis://") + place).toString();
    }

    private static @Nullable String decoded(@Nullable String part) {
        return part == null ? null : Login.decoded(part);
    }

    /** What may be wrong if nobody answers there. */
    String silence() {
        return "Redis does not answer at " + place() + ", or not to this password"
                + (form == UrlForm.SENTINEL ? ", or no Sentinel knows a master " + master : "")
                + (options.tls() ? ", or its certificate is not trusted" : "");
    }

    private String place() {
        return String.join(", ", addresses.stream().map(address -> address.substring(address.indexOf("//") + 2)).toList());
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return form + " " + place() + "/" + master + "/" + database;
    }
}
