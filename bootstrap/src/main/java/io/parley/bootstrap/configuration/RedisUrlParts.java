package io.parley.bootstrap.configuration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.parley.bootstrap.start.StartFailure;

/** A password and a database that were told beside the URL of Redis, put into it where it has none. */
final class RedisUrlParts {
    private static final Pattern URL = Pattern
            .compile("(?<scheme>[a-z-]+://)(?<login>[^/?]*@)?(?<hosts>[^/?]*)(?<path>/[^?]*)?(?<options>\\?.*)?");
    private static final Pattern ONE_SERVER = Pattern.compile("rediss?://");

    private RedisUrlParts() {}

    /** The URL with them. One of no form that is known stays as it is: who reads it says so. */
    static String in(String url, @Nullable String password, @Nullable Integer database) {
        Matcher parts = URL.matcher(url.strip());
        return parts.matches()
                ? parts.group("scheme") + login(parts, password) + parts.group("hosts") + path(parts, database) + text(parts, "options")
                : url;
    }

    private static String login(Matcher parts, @Nullable String password) {
        return parts.group("login") != null || password == null || password.isBlank()
                ? text(parts, "login")
                : ":" + URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20") + "@";
    }

    private static String path(Matcher parts, @Nullable Integer database) {
        String path = text(parts, "path");
        if (database == null || (ONE_SERVER.matcher(parts.group("scheme")).matches() && path.length() > 1)) {
            return path;
        }
        if (!ONE_SERVER.matcher(parts.group("scheme")).matches()) {
            throw new StartFailure("REDIS_DATABASE goes with the URL of one server alone; write the database into REDIS_URL");
        }
        return "/" + database;
    }

    private static String text(Matcher parts, String group) {
        String text = parts.group(group);
        return text == null ? "" : text;
    }
}
