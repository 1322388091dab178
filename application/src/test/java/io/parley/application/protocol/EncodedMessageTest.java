package io.parley.application.protocol;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class EncodedMessageTest {
    private static final ServerMessage PONG = new ServerMessage.Pong(Optional.empty(), ManualClock.START);

    private final EncodedMessage message = new EncodedMessage(PONG);
    private final CountingFormat format = new CountingFormat();

    /** Counts how often it is asked to encode. */
    private static final class CountingFormat implements WireFormat {
        private final WireFormat spelling = new TestWireFormat();
        private final AtomicInteger encodings = new AtomicInteger();

        @Override
        public Decoded decode(byte[] frame) {
            return spelling.decode(frame);
        }

        @Override
        public Decoded decodeBinary(byte[] frame) {
            return spelling.decodeBinary(frame);
        }

        @Override
        public boolean isBinary(ServerMessage message) {
            return spelling.isBinary(message);
        }

        @Override
        public byte[] encode(ServerMessage message) {
            encodings.incrementAndGet();
            return spelling.encode(message);
        }

        @Override
        public String typeOf(ServerMessage message) {
            return spelling.typeOf(message);
        }
    }

    @Test
    void nothingIsEncodedUntilAReceiverAsks() {
        assertThat(format.encodings).hasValue(0);
    }

    @Test
    void theBytesAreThoseOfTheFormat() {
        assertThat(message.bytes(format)).isEqualTo(new TestWireFormat().encode(PONG));
    }

    @Test
    void aMessageIsEncodedOnceHoweverManyReceiversAsk() {
        IntStream.range(0, 100).forEach(_ -> message.bytes(format));
        assertThat(format.encodings).hasValue(1);
    }

    @Test
    void allReceiversShareTheSameBytes() {
        assertThat(message.bytes(format)).isSameAs(message.bytes(format));
    }

    @Test
    void aMessageIsEncodedOnceForEachFormat() {
        CountingFormat other = new CountingFormat();
        IntStream.range(0, 10).forEach(_ -> {
            message.bytes(format);
            message.bytes(other);
        });
        assertThat(List.of(format.encodings.get(), other.encodings.get())).containsExactly(1, 1);
    }

    @Test
    void twoFormatsDoNotShareBytes() {
        assertThat(message.bytes(format)).isNotSameAs(message.bytes(new CountingFormat()));
    }

    @Test
    void theMessageItselfStaysAtHand() {
        assertThat(message.message()).isSameAs(PONG);
    }

    @Test
    void underManyReadersAtOnceAMessageIsEncodedOnceForEachFormat() throws Exception {
        List<CountingFormat> formats = IntStream.range(0, 3).mapToObj(_ -> new CountingFormat()).toList();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<byte[]>> reads = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 300; i++) {
                CountingFormat mine = formats.get(i % 3);
                reads.add(threads.submit(() -> {
                    go.await();
                    return message.bytes(mine);
                }));
                if (i == 7) {
                    go.countDown();
                }
            }
        }
        Map<byte[], Boolean> different = new IdentityHashMap<>();
        for (Future<byte[]> read : reads) {
            different.put(read.get(), true);
        }
        assertThat(different).hasSize(3);
        assertThat(formats).allSatisfy(each -> assertThat(each.encodings).hasValue(1));
    }
}
