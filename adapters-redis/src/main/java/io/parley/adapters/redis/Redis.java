package io.parley.adapters.redis;

import java.time.Duration;
import java.util.function.Supplier;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import org.redisson.connection.MasterSlaveEntry;

import io.parley.application.Unavailable;

/** The way to Redis, and what its silence means. */
public final class Redis {
    /** A round trip takes a tenth of a millisecond on a good day; who waits for two seconds waits in vain. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private Redis() {}

    /**
     * Connects to Redis: one server, the master that Sentinels name, or a cluster.
     *
     * @param url {@code redis://[user]:password@host:port[/database]}, {@code rediss:} for TLS, or the forms {@code redis-sentinel:} and
     *            {@code redis-cluster:} of several hosts
     * @throws IllegalArgumentException if the URL is of another form; the message does not repeat it, as it holds a password
     * @throws Unavailable              if nobody answers there, or not to that password
     * @throws UnsupportedRedis         if a server there is older than Redis 7
     */
    public static RedissonClient connect(String url) {
        Config config = RedissonConfig.to(RedisUrl.parse(url));
        RedissonClient redis = ask("connect to Redis", () -> Redisson.create(config));
        boolean supported = false;
        try {
            Masters.requireVersion(redis);
            supported = true;
            return redis;
        } finally {
            if (!supported) {
                redis.shutdown();
            }
        }
    }

    /** Whether Redis, each master of it, answers within its time-out. Never throws. */
    public static boolean answers(RedissonClient redis) {
        try {
            return Masters.answer(redis);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * The server that has a slot now; without a cluster, the one server or the Sentinels' master.
     *
     * @throws Unavailable if nobody has it
     */
    public static RedisClient masterOf(RedissonClient redis, int slot) {
        return ask("tell who has a slot", () -> {
            MasterSlaveEntry entry = ((Redisson) redis).getCommandExecutor().getConnectionManager().getEntry(slot);
            if (entry == null) {
                throw new RedisException("Nobody has slot " + slot);
            }
            return entry.getClient();
        });
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

    /** What may be wrong where {@link #connect} found nobody, in a few words for the operator: never the password. */
    public static String silenceOf(String url) {
        return RedisUrl.parse(url).silence();
    }
}
