package io.parley.bootstrap.hazard;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.netty.util.HashedWheelTimer;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.test.util.ReflectionTestUtils;

import io.parley.application.connection.Hub;
import io.parley.application.delivery.Broadcaster;
import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.time.WheelTimers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node holds at a moment for the sake of its clients. After they have gone it has to be what it was before they came.
 *
 * @param subscribed channels that the node hears in Redis
 * @param rosters    keys of rosters in Redis, without the versions of empty ones, which end within a minute
 */
record Vitals(int connections, int topics, List<String> subscribed, List<String> rosters, long timers) {
    private static final String LASTING_ROSTERS = """
            local lasting = {}
            for _, key in ipairs(redis.call('KEYS', 'parley:*}:presence*')) do
              local left = redis.call('PTTL', key)
              if left < 0 or left > 60000 or not string.find(key, ':presence%-version:') then
                lasting[#lasting + 1] = key
              end
            end
            return lasting
            """;

    static Vitals of(TestNode node) {
        RedissonClient redis = node.bean(RedissonClient.class);
        HashedWheelTimer wheel = (HashedWheelTimer) ReflectionTestUtils.getField(node.bean(WheelTimers.class), "wheel");
        Map<?, ?> topics = (Map<?, ?>) ReflectionTestUtils.getField(node.bean(Broadcaster.class), "topics");
        return new Vitals(node.bean(Hub.class).size(), topics.size(), heard(redis),
                list(redis, LASTING_ROSTERS), wheel.pendingTimeouts());
    }

    /** A timer that was cancelled is gone a moment later, so that there may have been more of them. */
    void assertNoMoreThan(Vitals before) {
        assertThat(this).usingRecursiveComparison().ignoringFields("timers").isEqualTo(before);
        assertThat(timers).isLessThanOrEqualTo(before.timers);
    }

    /** Without the canaries: there is one for each partition that was ever heard, and it stays. */
    private static List<String> heard(RedissonClient redis) {
        return list(redis, "return redis.call('PUBSUB', 'SHARDCHANNELS')").stream().filter(name -> !name.contains(":broadcast:-:canary:"))
                .toList();
    }

    private static List<String> list(RedissonClient redis, String question) {
        return redis.getScript(StringCodec.INSTANCE).<List<String>>eval(RScript.Mode.READ_ONLY, question, RScript.ReturnType.LIST).stream()
                .sorted().toList();
    }

    /** Live objects on the heap, in bytes. */
    static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Platform threads, without those that the web server keeps for a minute after it needed them. */
    static long threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .filter(thread -> !thread.getThreadName().startsWith("qtp")).count();
    }
}
