package io.parley.adapters.websocket;

import java.lang.ref.WeakReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an open connection still holds of its handshake. Fails when an upgrade of Jetty or Spring brings another way to it. */
class UpgradeReleaseTest {
    private RunningTransport transport;

    @BeforeEach
    void start() throws Exception {
        transport = new RunningTransport();
    }

    @AfterEach
    void stop() throws Exception {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "parley.v1", "parley.v1.batch"})
    void aConnectionHoldsNeitherTheRequestNorTheHttpConnection(String subprotocol) {
        RealClient client = transport.client().at("/ws?token=good", subprotocol.isEmpty() ? new String[0] : new String[]{subprotocol});
        client.reads("text Connected");

        assertThat(transport.handshakes).hasSize(2);
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(transport.handshakes).extracting(WeakReference::get).containsOnlyNulls();
        });
        client.says("ping");
        assertThat(client.reads("text Pong")).isNotEmpty(); // It is still there.
    }

    @Test
    void whatIsHiddenIsReadAndWritten() {
        Hiding hiding = new Hiding("before");
        HiddenField field = HiddenField.of(Hiding.class, "value");

        assertThat(field.get(hiding)).isEqualTo("before");
        field.set(hiding, null);
        assertThat(hiding.value).isNull();
    }

    @Test
    void aFieldThatIsNotThereIsLeftAlone() {
        HiddenField field = HiddenField.of(Hiding.class, "renamed");

        field.set(new Hiding("before"), null);
        assertThat(field.get(new Hiding("before"))).isNull();
    }

    @Test
    void aFieldThatMayNotBeTouchedIsLeftAlone() {
        HiddenField field = HiddenField.of(String.class, "hash");

        field.set("text", 7);
        assertThat(field.get("text")).isNull();
    }

    private static final class Hiding {
        private final String value;

        Hiding(String value) {
            this.value = value;
        }
    }
}
