package io.parley.bootstrap.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.parley.bootstrap.start.StartFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisUrlPartsTest {
    @ParameterizedTest
    @CsvSource({"redis://h:1,p,3,redis://:p@h:1/3", "redis://h,p w+@/,,redis://:p%20w%2B%40%2F@h", "redis://:q@h:1/2,p,3,redis://:q@h:1/2",
            "rediss://h:1/?a=b,,3,rediss://h:1/3?a=b", "redis-sentinel://a,,,redis-sentinel://a",
            "redis-sentinel://a:1/m,p,,redis-sentinel://:p@a:1/m", "nonsense,p,3,nonsense"})
    void whatWasSaidBesideTheUrlIsInItUnlessItSaysSoItself(String url, String password, Integer database, String whole) {
        assertThat(RedisUrlParts.in(url, password, database)).isEqualTo(whole);
    }

    @Test
    void aDatabaseIsForOneServer() {
        assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> RedisUrlParts.in("redis-cluster://a:1", null, 3))
                .withMessageContaining("REDIS_DATABASE");
    }
}
