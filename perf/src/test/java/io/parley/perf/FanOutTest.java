package io.parley.perf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

import static org.assertj.core.api.Assertions.assertThat;

/** A benchmark that delivers nothing is fast and means nothing. */
class FanOutTest {
    private final List<byte[]> sent = new ArrayList<>();

    /** The numbers that are measured. */
    static IntStream receivers() throws NoSuchFieldException {
        Param measured = FanOutBenchmark.class.getField("receivers").getAnnotation(Param.class);
        return Stream.of(measured.value()).mapToInt(Integer::parseInt);
    }

    @ParameterizedTest
    @MethodSource("receivers")
    void everyDeliveryReachesEveryReceiver(int receivers) {
        FanOut fanOut = new FanOut(receivers, sent::add);
        fanOut.deliver();
        fanOut.deliver();
        assertThat(sent).hasSize(2 * receivers);
    }

    @ParameterizedTest
    @MethodSource("receivers")
    void aDeliveryIsEncodedOnceForAll(int receivers) {
        new FanOut(receivers, sent::add).deliver();
        assertThat(sent).allSatisfy(bytes -> assertThat(bytes).isSameAs(sent.getFirst()));
    }

    @Test
    void aReceiverGetsWhatAClientWouldRead() {
        new FanOut(1, sent::add).deliver();
        assertThat(new String(sent.getFirst(), StandardCharsets.UTF_8))
                .startsWith("{\"type\":\"message\",\"channel\":\"chat:bench\",\"event\":\"said\",\"data\":{\"text\":\"The quick brown fox")
                .endsWith("\"sender\":\"u0\",\"epoch\":\"loopback\",\"offset\":1}");
    }

    @Test
    void everyDeliveryIsEncodedAnew() {
        FanOut fanOut = new FanOut(1, sent::add);
        fanOut.deliver();
        fanOut.deliver();
        assertThat(sent.getLast()).isNotEqualTo(sent.getFirst());
    }
}
