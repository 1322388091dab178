package io.parley.adapters.redis;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.devservices.testing.RedisOfVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"6.2.14", "5.0.3", "6.9", "next", "7", ".7", "99999999999.1"})
    void anOlderRedisOrOneOfNoVersionIsRefused(String version) {
        try (RedisOfVersion old = RedisOfVersion.start(version)) {
            assertThatExceptionOfType(UnsupportedRedis.class).isThrownBy(() -> Redis.connect(old.url()).shutdown())
                    .withMessageContaining("127.0.0.1:" + old.port()).withMessageContaining(version)
                    .withMessageContaining("Parley needs Redis 7 or later").withMessageContaining("REDIS_URL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0.0", "7.2.4-rc1", "8.0.1", "10.1.0"})
    void aRedisFromVersionSevenIsFine(String version) {
        try (RedisOfVersion young = RedisOfVersion.start(version)) {
            var redis = Redis.connect(young.url());
            assertThat(redis.isShutdown()).isFalse();
            redis.shutdown();
        }
    }
}
