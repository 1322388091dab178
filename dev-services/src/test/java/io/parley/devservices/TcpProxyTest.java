package io.parley.devservices;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.devservices.testing.RedisTalk;
import io.parley.devservices.testing.TcpProxy;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TcpProxyTest {
    private final URI redis = URI.create(TestServers.redisUrl());
    private TcpProxy proxy;

    @BeforeEach
    void start() {
        proxy = TcpProxy.to(redis.getHost(), redis.getPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private RedisTalk talk() {
        return RedisTalk.with(proxy.port(), redis.getUserInfo().substring(1));
    }

    @Test
    void whatIsHealthyPasses() {
        try (RedisTalk talk = talk()) {
            assertThat(talk.text("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void whatIsCutIsSilentAndGoesOnWhenHealed() {
        try (RedisTalk talk = talk()) {
            proxy.cut();
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> talk.ask("ECHO", "waited"))
                    .withCauseInstanceOf(SocketTimeoutException.class);
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::talk).withCauseInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            assertThat(talk.text("ECHO", "new")).as("the answer that waited").isEqualTo("waited");
        }
    }

    @Test
    void whatIsSeveredIsClosedAndRefusedUntilHealed() {
        try (RedisTalk talk = talk()) {
            proxy.sever();
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> talk.ask("PING"));
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::talk).withCauseInstanceOf(ConnectException.class);
        }
        proxy.heal();
        try (RedisTalk talk = talk()) {
            assertThat(talk.text("PING")).isEqualTo("PONG");
        }
    }
}
