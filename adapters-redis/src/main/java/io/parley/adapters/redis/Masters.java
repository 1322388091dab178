package io.parley.adapters.redis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.BaseRedisNodes;
import org.redisson.api.redisnode.RedisCluster;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.redisnode.RedisSentinelMasterSlave;
import org.redisson.api.redisnode.RedisSingle;
import org.redisson.config.Config;

/** The servers that one talks to: the one, the Sentinels' master, or every master of a cluster. */
final class Masters {
    /** The first with sharded Pub/Sub. */
    private static final int FIRST_VERSION = 7;
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\..*");

    private Masters() {}

    /** Whether each of them answers within the time-out. */
    static boolean answer(RedissonClient redis) {
        // Replicas are not among the nodes that it pings: they are not used.
        return nodes(redis).pingAll(Redis.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws UnsupportedRedis if one of them is too old, or does not say how old it is */
    static void requireVersion(RedissonClient redis) {
        for (RedisNode master : of(redis)) {
            Map<String, String> about = Redis.ask("say its version", () -> master.info(RedisNode.InfoSection.SERVER));
            String version = about.getOrDefault("redis_version", "of no version");
            Matcher major = MAJOR.matcher(version);
            if (!major.matches() || Integer.parseInt(major.group(1)) < FIRST_VERSION) {
                throw new UnsupportedRedis("REDIS_URL leads to " + master.getAddr().getHostString() + ":" + master.getAddr().getPort()
                        + ", which is Redis " + version + "; Parley needs Redis 7 or later");
            }
        }
    }

    private static Collection<? extends RedisNode> of(RedissonClient redis) {
        return switch (nodes(redis)) {
            case RedisCluster cluster -> cluster.getMasters();
            case RedisSentinelMasterSlave sentinels -> List.of(sentinels.getMaster());
            case RedisSingle single -> List.of(single.getInstance());
            case BaseRedisNodes other -> throw new IllegalStateException("No topology of ours: " + other.getClass());
        };
    }

    private static BaseRedisNodes nodes(RedissonClient redis) {
        Config config = redis.getConfig();
        if (config.isClusterConfig()) {
            return redis.getRedisNodes(RedisNodes.CLUSTER);
        }
        return config.isSentinelConfig() ? redis.getRedisNodes(RedisNodes.SENTINEL_MASTER_SLAVE) : redis.getRedisNodes(RedisNodes.SINGLE);
    }
}
