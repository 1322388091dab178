package io.parley.adapters.redis;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of {@code REDIS_URL}, told apart by the scheme. */
enum UrlForm {
    /** One server. */
    SINGLE("redis", false, Ports.SERVER, Path.DATABASE, "redis://[user]:password@host:port[/database]"),
    /** One server, by TLS. */
    SINGLE_TLS("rediss", false, Ports.SERVER, Path.DATABASE,
            "rediss://[user]:password@host:port[/database][?ca=/path/to/ca.pem]"),
    /** Sentinels, who know a master. */
    SENTINEL("redis-sentinel", true, Ports.SENTINEL, Path.MASTER,
            "redis-sentinel://[user]:password@sentinel1:port,sentinel2:port/masterName[/database]"
                    + "[?sentinelUser=…&sentinelPassword=…&tls=true&ca=/path/to/ca.pem], where sentinelPassword needs a password"
                    + " and ca needs tls=true"),
    /** Some nodes of a cluster. It has the database 0 alone. */
    CLUSTER("redis-cluster", true, Ports.SERVER, Path.NONE,
            "redis-cluster://[user]:password@host1:port,host2:port[?tls=true&ca=/path/to/ca.pem], where ca needs tls=true");

    private final String scheme;
    private final int defaultPort;
    private final String form;
    private final Pattern pattern;

    UrlForm(String scheme, boolean manyHosts, int defaultPort, String path, String form) {
        this.scheme = scheme;
        this.defaultPort = defaultPort;
        this.form = form;
        this.pattern = Pattern.compile(scheme + "://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>"
                + Host.PATTERN + (manyHosts ? "(?:," + Host.PATTERN + ")*)" : ")") + path + "(?:\\?(?<options>[^#\\s]*))?");
    }

    int defaultPort() {
        return defaultPort;
    }

    /** The parts of such an URL, by name, if it is one. */
    Optional<Matcher> parts(String url) {
        return Optional.of(pattern.matcher(url)).filter(Matcher::matches);
    }

    /** What an operator is told whose URL begins like this one and is none. */
    IllegalArgumentException refusal() {
        return new IllegalArgumentException("REDIS_URL must be " + form);
    }

    /** The form of that scheme. */
    static UrlForm of(String url) {
        return Arrays.stream(values()).filter(form -> url.startsWith(form.scheme + "://")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("REDIS_URL must begin with redis://, rediss://, redis-sentinel:// or"
                        + " redis-cluster://, such as " + SINGLE.form));
    }

    // Apart, because an enum's constants are made before its static fields.
    private static final class Host {
        static final String PATTERN = "(?:[\\p{L}\\p{N}._-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?";
    }

    private static final class Ports {
        static final int SERVER = 6379;
        static final int SENTINEL = 26379;
    }

    private static final class Path {
        static final String DATABASE = "(?:/(?<database>\\d{1,3})?)?";
        static final String MASTER = "/(?<master>[\\w.-]+)" + DATABASE;
        static final String NONE = "(?:/(?<database>0)?)?";
    }
}
