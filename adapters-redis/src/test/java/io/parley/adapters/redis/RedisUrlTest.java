package io.parley.adapters.redis;

import java.nio.file.Path;
import java.util.List;
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
        RedisUrl url = RedisUrl.parse("rediss://hub:secret@redis.example.com:7000/3?ca=/etc/ca.pem");
        assertThat(url.addresses()).containsExactly("rediss://redis.example.com:7000");
        assertThat(url.login()).isEqualTo(Login.of("hub", "secret"));
        assertThat(url.database()).isEqualTo(3);
        assertThat(url.options().ca()).contains(Path.of("/etc/ca.pem"));
    }

    @Test
    void aUrlMayHaveAHostAlone() {
        RedisUrl url = RedisUrl.parse("redis://localhost");
        assertThat(url.addresses()).containsExactly("redis://localhost:6379");
        assertThat(url.login()).isEqualTo(Login.of(null, null));
        assertThat(url.database()).isZero();
        assertThat(url.options().tls()).isFalse();
    }

    @Test
    void aUrlOfSentinelsMayHaveEverything() {
        RedisUrl url = RedisUrl.parse("redis-sentinel://hub:secret@one:5000,two,[::1]:5001/my-master/2"
                + "?sentinelUser=watcher&sentinelPassword=an%20other&tls=true&ca=/etc/a%20b.pem");
        assertThat(url.form()).isEqualTo(UrlForm.SENTINEL);
        assertThat(url.addresses()).containsExactly("rediss://one:5000", "rediss://two:26379", "rediss://[::1]:5001");
        assertThat(url.login()).isEqualTo(Login.of("hub", "secret"));
        assertThat(url.master()).isEqualTo("my-master");
        assertThat(url.database()).isEqualTo(2);
        assertThat(url.options())
                .isEqualTo(new UrlOptions(true, Optional.of(Path.of("/etc/a b.pem")), Login.of("watcher", "an other")));
    }

    @Test
    void aUrlOfSentinelsMayHaveOneAndTheMasterAlone() {
        RedisUrl url = RedisUrl.parse("redis-sentinel://localhost/mymaster");
        assertThat(url.addresses()).containsExactly("redis://localhost:26379");
        assertThat(url.master()).isEqualTo("mymaster");
        assertThat(url.database()).isZero();
    }

    @Test
    void aUrlOfAClusterMayHaveEverything() {
        RedisUrl url = RedisUrl.parse("redis-cluster://:secret@one,two:7001/0?ca=ca.pem&tls=true");
        assertThat(url.form()).isEqualTo(UrlForm.CLUSTER);
        assertThat(url.addresses()).containsExactly("rediss://one:6379", "rediss://two:7001");
        assertThat(url.login()).isEqualTo(Login.of(null, "secret"));
    }

    @Test
    void aClusterIsTalkedToInTheClearUnlessTheUrlSaysOtherwise() {
        assertThat(RedisUrl.parse("redis-cluster://one:7000").addresses()).isEqualTo(List.of("redis://one:7000"));
        assertThat(RedisUrl.parse("redis-cluster://one:7000/?tls=false").addresses()).isEqualTo(List.of("redis://one:7000"));
    }

    @ParameterizedTest
    @CsvSource({"p%40ss%3Aword%2F,p@ss:word/", "a+b,a+b", "a%2Bb,a+b", "100%25,100%", "%C3%A4,ä", "a:b,a:b", "a%2Cb%3Fc,'a,b?c'"})
    void aPasswordMayBeEscaped(String written, String meant) {
        assertThat(RedisUrl.parse("redis://:" + written + "@localhost").login().password()).contains(meant);
        assertThat(RedisUrl.parse("redis-sentinel://:p@localhost/m?sentinelPassword=" + written).options().sentinel().password())
                .contains(meant);
    }

    @Test
    void aUserMayBeEscaped() {
        assertThat(RedisUrl.parse("redis://h%40b:secret@localhost").login().user()).contains("h@b");
    }

    @ParameterizedTest
    @CsvSource({"redis://localhost/,0", "redis://localhost:6379/,0", "redis://localhost/15,15", "redis-sentinel://localhost/m/,0",
            "redis-sentinel://localhost/m/7,7", "redis-cluster://localhost/,0"})
    void theDatabaseMayBeLeftOut(String url, int database) {
        assertThat(RedisUrl.parse(url).database()).isEqualTo(database);
    }

    @Test
    void aHostMayBeAnAddressOfVersionSix() {
        assertThat(RedisUrl.parse("redis://[::1]:6380").addresses()).containsExactly("redis://[::1]:6380");
        assertThat(RedisUrl.parse("redis://[::1]").addresses()).containsExactly("redis://[::1]:6379");
    }

    @Test
    void blanksAroundAUrlMeanNothing() {
        assertThat(RedisUrl.parse(" redis://localhost\n").addresses()).containsExactly("redis://localhost:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:6379", "http://localhost", "redis:localhost", "redis://", "redis://localhost:port",
            "redis://localhost:123456", "redis://localhost/db", "redis://localhost/0/1", "redis://a@b@c", "redis://localhost?x=1",
            "redis://localhost?tls=true", "redis://localhost?ca=/a", "redis://one,two", "redis://:100%zz@localhost"})
    void whatIsNoUrlOfRedisIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url))
                .withMessageContaining("redis://[user]:password@host:port[/database]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rediss://", "rediss://one,two", "rediss://localhost?ca=", "rediss://localhost?ca",
            "rediss://localhost?ca=a&ca=b",
            "rediss://localhost?tls=true", "rediss://localhost?ca=%00"})
    void whatIsNoUrlOfTlsIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url))
                .withMessageContaining("rediss://[user]:password@host:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-sentinel://", "redis-sentinel://localhost", "redis-sentinel://localhost/", "redis-sentinel://one,/m",
            "redis-sentinel://one,,two/m", "redis-sentinel://one/m/x", "redis-sentinel://one/m?password=x",
            "redis-sentinel://one/m?tls=yes",
            "redis-sentinel://one/m?ca=/a", "redis-sentinel://one/m?sentinelPassword=x", "redis-sentinel://one two/m",
            "redis-sentinel://one/m?tls=true&tls=true", "redis-sentinel://one/m?&"})
    void whatIsNoUrlOfSentinelsIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url)).withMessageContaining("/masterName[/database]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-cluster://", "redis-cluster://one/1", "redis-cluster://one/name", "redis-cluster://one?sentinelUser=x",
            "redis-cluster://one?ca=/a", "redis-cluster://one;two"})
    void whatIsNoUrlOfAClusterIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url))
                .withMessageContaining("redis-cluster://[user]:password@host1:port,host2:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:secret@ host", "redis://:secret@host:port", "redis://:100%secret@localhost",
            "redis://:secret@host_name:1/x", "redis://:secret@a b:1", "redis-sentinel://:secret@host",
            "redis-sentinel://:100%secret@host/m", "redis-sentinel://:p@host/m?sentinelPassword=100%secret",
            "redis-cluster://:secret@host/1"})
    void aRefusedUrlIsNotRepeated(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisUrl.parse(url))
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("secret", "%se", "\"se\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:secret@localhost", "redis-sentinel://:secret@localhost/m?sentinelPassword=secret"})
    void aPasswordNeverShowsInWhatIsLogged(String url) {
        assertThat(RedisUrl.parse(url)).asString().doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "redis://hub:secret@redis.example.com:7000/3|Redis does not answer at redis.example.com:7000, or not to this password",
            "rediss://hub:secret@redis|Redis does not answer at redis:6379, or not to this password, or its certificate is not trusted",
            "redis-sentinel://:secret@a,b:1/m|Redis does not answer at a:26379, b:1, or not to this password, or no Sentinel knows a master m",
            "redis-cluster://:secret@[::1],b:1|Redis does not answer at [::1]:6379, b:1, or not to this password"})
    void whatMayBeWrongIsToldWithHostsAndPorts(String url, String told) {
        assertThat(Redis.silenceOf(url)).isEqualTo(told);
    }
}
