package io.parley.adapters.redis;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.SingleServerConfig;

import io.parley.application.Unavailable;

/** The way to Redis, and what its silence means. */
public final class Redis {
    /** A round trip takes a tenth of a millisecond on a good day; who waits for two seconds waits in vain. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Redisson's defaults end at 250 subscribed channels a node; a hub hears tens of thousands. */
    private static final int SUBSCRIPTIONS_PER_CONNECTION = 1_000;
    private static final int SUBSCRIPTION_CONNECTIONS = 64;

    private Redis() {}

    /**
     * Connects to a single Redis.
     *
     * @param url {@code redis://[user]:password@host:port[/database]}, or {@code rediss:} for TLS
     * @throws IllegalArgumentException if the URL is of another form; the message does not repeat it, as it holds a password
     * @throws Unavailable              if nobody answers there, or not to that password
     */
    public static RedissonClient connect(String url) {
        Config config = config(RedisUrl.parse(url));
        return ask("connect to Redis", () -> Redisson.create(config));
    }

    private static Config config(RedisUrl url) {
        Config config = new Config();
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        config.setThreads(4).setNettyThreads(4);
        SingleServerConfig server = config.useSingleServer().setAddress(url.address()).setDatabase(url.database())
                .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS).setConnectionMinimumIdleSize(4);
        server.setTimeout((int) TIMEOUT.toMillis()).setConnectTimeout((int) TIMEOUT.toMillis())
                .setSubscriptionsPerConnection(SUBSCRIPTIONS_PER_CONNECTION)
                // A command that was sent may have been carried out: only who asked knows whether to ask again.
                .setRetryAttempts(0)
                .setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(100), Duration.ofSeconds(1)));
        return config;
    }

    /** Whether Redis answers within its time-out. Never throws. */
    public static boolean answers(RedissonClient redis) {
        try {
            return redis.getRedisNodes(RedisNodes.SINGLE).pingAll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Asks Redis.
     *
     * @param what  what was asked, for the message
     * @throws Unavailable if it does not answer
     */
    public static <T> T ask(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisException e) {
            throw new Unavailable("Redis did not " + what, e);
        }
    }

    /**
     * As {@link #ask}, where there is nothing to be answered.
     *
     * @throws Unavailable if it does not answer
     */
    public static void tell(String what, Runnable command) {
        ask(what, () -> {
            command.run();
            return what;
        });
    }

    /** The host and port of an URL, for messages: never its password. */
    public static String placeOf(String url) {
        URI address = URI.create(RedisUrl.parse(url).address());
        return address.getHost() + ":" + address.getPort();
    }
}
