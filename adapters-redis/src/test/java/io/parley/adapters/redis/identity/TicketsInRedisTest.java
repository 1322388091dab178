package io.parley.adapters.redis.identity;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

import io.parley.adapters.redis.Redis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in Redis while a ticket is good. */
class TicketsInRedisTest {
    private static final byte[] SEALED = {0, -1, 13, 10, 127};
    private static RedissonClient redis;

    private final String name = UUID.randomUUID().toString();
    private final RedisTicketStore tickets = new RedisTicketStore(redis);
    private final RBucket<byte[]> key = redis.getBucket("parley:ticket:" + name, ByteArrayCodec.INSTANCE);

    @BeforeAll
    static void connect() {
        redis = Redis.connect(TestServers.redisUrl());
    }

    @AfterAll
    static void disconnect() {
        redis.shutdown();
    }

    @Test
    void aTicketStandsUnderItsNameAsItCame() {
        tickets.put(name, SEALED, Duration.ofSeconds(30));
        assertThat(key.get()).isEqualTo(SEALED);
    }

    @Test
    void aTicketExpiresByItself() {
        tickets.put(name, SEALED, Duration.ofSeconds(30));
        assertThat(Duration.ofMillis(key.remainTimeToLive())).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void aTicketThatWasTakenLeavesNothingBehind() {
        tickets.put(name, SEALED, Duration.ofSeconds(30));
        tickets.take(name);
        assertThat(key.isExists()).isFalse();
    }
}
