package io.parley.bootstrap.configuration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.start.StartFailure;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class OtherPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/socket.io", "/socket.io/", "/a/b", "/realtime2"})
    void aPathOfItsOwnLeadsToTheWebSocket(String path) {
        assertThatNoException().isThrownBy(() -> new OtherPath(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "/", "//", "/a b", "/a?b", "/health", "/metrics/", "/realtime/sse", "/actuator", "/realms/x",
            "/../x/%2e"})
    void whatIsNoPathOrAnothersEndsTheStart(String path) {
        assertThatExceptionOfType(StartFailure.class).isThrownBy(() -> new OtherPath(path))
                .withMessageContaining("parley.connections.path");
    }
}
