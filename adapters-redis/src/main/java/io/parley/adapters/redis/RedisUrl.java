package io.parley.adapters.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code REDIS_URL}.
 *
 * @param address scheme, host and port
 */
record RedisUrl(String address, Optional<String> user, Optional<String> password, int database) {
    private static final Pattern FORM = Pattern
            .compile("(?<scheme>rediss?)://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[^:@/?#\\s]+|\\[[0-9a-fA-F:.]+])"
                    + "(?::(?<port>\\d{1,5}))?(?:/(?<database>\\d{1,3})?)?");
    private static final int DEFAULT_PORT = 6379;

    static RedisUrl parse(String url) {
        Matcher parts = FORM.matcher(url.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("REDIS_URL must be redis://[user]:password@host:port[/database] (rediss: for TLS)");
        }
        String port = parts.group("port") == null ? Integer.toString(DEFAULT_PORT) : parts.group("port");
        String address = URI.create(parts.group("scheme") + "://" + parts.group("host") + ":" + port).toString();
        String database = parts.group("database");
        return new RedisUrl(address, decoded(parts.group("user")), decoded(parts.group("password")),
                database == null ? 0 : Integer.parseInt(database));
    }

    private static Optional<String> decoded(@Nullable String part) {
        return Optional.ofNullable(part).filter(text -> !text.isEmpty())
                .map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return address + "/" + database;
    }
}
