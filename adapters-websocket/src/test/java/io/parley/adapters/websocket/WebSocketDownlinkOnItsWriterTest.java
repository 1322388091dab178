package io.parley.adapters.websocket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** A way out whose own writer thread has something for it. */
class WebSocketDownlinkOnItsWriterTest {
    /** Two of them do not go out in one write. */
    private static final String LONG = "x".repeat(Run.MAX_BYTES * 2 / 3);

    private final FakeLine line = new FakeLine();
    private final Writer writer = new Writer("writer under test");
    private final WebSocketDownlink downlink = new WebSocketDownlink(new JettyLine(line),
            new Encodings(new PlainFormat(), Integer.MAX_VALUE).of(0, false), writer, 1_000_000, Duration.ofMinutes(5));

    @BeforeEach
    void start() {
        writer.start();
    }

    @AfterEach
    void stop() {
        writer.stop();
    }

    private boolean offer(String text) {
        ChannelName name = new ChannelName("a");
        return downlink.offer(new EncodedMessage(new ServerMessage.Event(
                new Message(new ChannelId(RealmId.DEFAULT, name), text, Payload.NULL, Instant.EPOCH, Optional.empty()), Optional.empty(),
                name)));
    }

    private void errand(Runnable errand) {
        CompletableFuture.runAsync(errand, downlink.courier()).orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void whatItIsOfferedGoesOutInOrder() {
        errand(() -> List.of("a", "b", "c").forEach(this::offer));
        Awaitility.await().untilAsserted(() -> assertThat(line.sent()).containsExactly("text a", "text b", "text c"));
    }

    @Test
    void moreThanFitsIntoOneWriteGoesOutWholeThoughItsLineBecomesFreeMeanwhile() {
        line.readsSlowly();
        List<String> said = List.of("first", "1" + LONG, "2" + LONG);
        errand(() -> {
            said.forEach(this::offer);
            line.reads();
        });
        Awaitility.await().untilAsserted(() -> assertThat(line.sent()).hasSize(2));
        line.reads();
        Awaitility.await().untilAsserted(() -> assertThat(line.sent()).hasSize(3));
        assertThat(line.sent()).isEqualTo(said.stream().map(text -> "text " + text).toList());
    }
}
