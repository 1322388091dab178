package io.parley.adapters.redis;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RedisUrlTest {
    @Test
    void aUrlMayHaveEverything() {
        assertThat(RedisUrl.parse("rediss://hub:secret@redis.example.com:7000/3"))
                .isEqualTo(new RedisUrl("rediss://redis.example.com:7000", Optional.of("hub"), Optional.of("secret"), 3));
    }

    @Test
    void aUrlMayHaveAHostAlone() {
        assertThat(RedisUrl.parse("redis://localhost"))
                .isEqualTo(new RedisUrl("redis://localhost:6379", Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void aPasswordNeedsNoUser() {
        assertThat(RedisUrl.parse("redis://:secret@localhost:6380"))
                .isEqualTo(new RedisUrl("redis://localhost:6380", Optional.empty(), Optional.of("secret"), 0));
    }

    @ParameterizedTest
    @CsvSource({"p%40ss%3Aword%2F,p@ss:word/", "a+b,a+b", "a%2Bb,a+b", "100%25,100%", "%C3%A4,ä", "a:b,a:b"})
    void aPasswordMayBeEscaped(String written, String meant) {
        assertThat(RedisUrl.parse("redis://:" + written + "@localhost").password()).contains(meant);
    }

    @Test
    void aUserMayBeEscaped() {
        assertThat(RedisUrl.parse("redis://h%40b:secret@localhost").user()).contains("h@b");
    }

    @ParameterizedTest
    @CsvSource({"redis://localhost/,0", "redis://localhost:6379/,0", "redis://localhost/15,15"})
    void theDatabaseMayBeLeftOut(String url, int database) {
        assertThat(RedisUrl.parse(url).database()).isEqualTo(database);
    }

    @Test
    void aHostMayBeAnAddressOfVersionSix() {
        assertThat(RedisUrl.parse("redis://[::1]:6380").address()).isEqualTo("redis://[::1]:6380");
    }

    @Test
    void blanksAroundAUrlMeanNothing() {
        assertThat(RedisUrl.parse(" redis://localhost\n").address()).isEqualTo("redis://localhost:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:6379", "http://localhost", "redis:localhost", "redis://", "redis://localhost:port",
            "redis://localhost:123456", "redis://localhost/db", "redis://localhost/0/1", "redis://a@b@c", "redis://localhost?x=1"})
    void whatIsNoUrlOfRedisIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url)).withMessageContaining("redis://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:secret@ host", "redis://:secret@host:port", "redis://:100%secret@localhost",
            "redis://:secret@host_name:1/x",
            "redis://:secret@a b:1"})
    void aRefusedUrlIsNotRepeated(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url))
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("secret"));
    }

    @Test
    void aPasswordNeverShowsInWhatIsLogged() {
        assertThat(RedisUrl.parse("redis://:secret@localhost")).asString().doesNotContain("secret");
    }

    @Test
    void thePlaceOfAUrlIsHostAndPort() {
        assertThat(Redis.placeOf("redis://hub:secret@redis.example.com:7000/3")).isEqualTo("redis.example.com:7000");
    }
}
