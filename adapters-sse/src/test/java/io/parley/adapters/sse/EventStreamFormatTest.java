package io.parley.adapters.sse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

class EventStreamFormatTest {
    private final EventStreamFormat format = new EventStreamFormat(new PlainFormat());
    private final ServerMessage error = new ServerMessage.Refused(Optional.empty(), Refusal.of(ErrorCode.PERMISSION_DENIED, "no"), EPOCH);

    @Test
    void anEventNamesItsTypeHoldsTheMessageAndEndsWithAnEmptyLine() {
        assertThat(new String(format.encode(error), StandardCharsets.UTF_8)).isEqualTo("event: error\ndata: RT_003\n\n");
    }

    @Test
    void allStreamsShareTheBytesOfAMessage() {
        EncodedMessage message = new EncodedMessage(error);
        assertThat(message.bytes(format)).isSameAs(message.bytes(format));
    }
}
