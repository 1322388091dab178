package io.parley.devservices;

import java.net.ConnectException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestServersTest {

    @Test
    void everyTestSharesOneRedis() {
        assertThat(TestServers.redisUrl()).isEqualTo(TestServers.redisUrl());
        assertThat(RedisConversation.say(TestServers.redisUrl(), "PING")).isEqualTo("+PONG");
    }

    @Test
    void eachDatabaseIsNewAndEmpty() throws SQLException {
        String one = TestServers.freshDatabaseUrl();
        String other = TestServers.freshDatabaseUrl();
        assertThat(one).isNotEqualTo(other).matches("postgresql://[^:]+:[^@]+@[^:]+:\\d+/test_\\d+");
        createTable(one);
        createTable(other);
    }

    @Test
    void aStoppedRedisComesBackAtTheSameAddressWithItsData() {
        try (var redis = TestServers.startRedis()) {
            String url = redis.url();
            RedisConversation.say(url, "SET greeting hello");
            redis.stop();
            redis.stop();
            assertThatThrownBy(() -> RedisConversation.say(url, "PING")).hasCauseInstanceOf(ConnectException.class);
            redis.start();
            redis.start();
            assertThat(redis.url()).isEqualTo(url);
            assertThat(RedisConversation.say(url, "GET greeting")).isEqualTo("hello");
        }
    }

    @Test
    void aKilledRedisComesBackToo() {
        try (var redis = TestServers.startRedis()) {
            redis.kill();
            redis.kill();
            assertThatThrownBy(() -> RedisConversation.say(redis.url(), "PING")).hasCauseInstanceOf(ConnectException.class);
            redis.start();
            assertThat(RedisConversation.say(redis.url(), "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void aRedisMayComeBackWithoutItsData() {
        try (var redis = TestServers.startRedis()) {
            RedisConversation.say(redis.url(), "SET greeting hello");
            redis.kill();
            redis.startEmpty();
            assertThat(RedisConversation.say(redis.url(), "GET greeting")).isEqualTo("$-1");
        }
    }

    @Test
    void aPausedRedisAnswersNobodyUntilItIsResumed() {
        try (var redis = TestServers.startRedis()) {
            URI address = URI.create(redis.url());
            String password = address.getUserInfo().substring(1);
            redis.pause();
            assertThat(RedisProbe.answers(address.getHost(), address.getPort(), password)).isFalse();
            redis.resume();
            assertThat(RedisConversation.say(redis.url(), "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void aRedisHasTheSettingsOfItsTest() {
        try (var redis = TestServers.startRedis("maxmemory 10mb")) {
            assertThat(RedisConversation.say(redis.url(), "CONFIG GET maxmemory")).isEqualTo("10485760");
        }
    }

    private static void createTable(String url) throws SQLException {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        try (var connection = DriverManager.getConnection("jdbc:postgresql://" + address.getAuthority().split("@")[1] + address.getPath(),
                login[0],
                login[1]); var sql = connection.createStatement()) {
            sql.execute("CREATE TABLE greeting (text text)");
        }
    }
}
