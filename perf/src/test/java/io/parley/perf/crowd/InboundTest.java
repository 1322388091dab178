package io.parley.perf.crowd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InboundTest {
    private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    private final List<String> heard = new ArrayList<>();
    private final Inbound inbound = new Inbound();
    private final Inbound.Listener listener = new Inbound.Listener() {
        @Override
        public void answered(int status) {
            heard.add("status " + status);
        }

        @Override
        public void frame(int opCode, ByteBuffer payload) {
            heard.add(StandardCharsets.UTF_8.decode(payload).toString());
        }
    };

    private static byte[] stream(String... texts) {
        ByteBuffer all = ByteBuffer.allocate(200_000).put(UPGRADED.getBytes(StandardCharsets.US_ASCII));
        for (String text : texts) {
            all.put((byte) 0x81);
            if (text.length() < 126) {
                all.put((byte) text.length());
            } else if (text.length() < 65_536) {
                all.put((byte) 126).putShort((short) text.length());
            } else {
                all.put((byte) 127).putLong(text.length());
            }
            all.put(text.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        return bytes;
    }

    @Test
    void framesThatComeWithTheUpgradeAreHeard() {
        inbound.read(ByteBuffer.wrap(stream("one", "two")), listener);
        assertThat(heard).containsExactly("status 101", "one", "two");
    }

    @Test
    void bytesMayComeOneByOne() {
        for (byte one : stream("one", "x".repeat(300), "two")) {
            inbound.read(ByteBuffer.wrap(new byte[]{one}), listener);
        }
        assertThat(heard).containsExactly("status 101", "one", "x".repeat(300), "two");
    }

    @Test
    void framesMayBeLong() {
        inbound.read(ByteBuffer.wrap(stream("x".repeat(40_000), "y".repeat(70_000))), listener);
        assertThat(heard).containsExactly("status 101", "x".repeat(40_000), "y".repeat(70_000));
    }

    @Test
    void aRefusalIsToldByItsStatus() {
        inbound.read(ByteBuffer.wrap("HTTP/1.1 503 Service Unavailable\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), listener);
        assertThat(heard).containsExactly("status 503");
    }

    @Test
    void aFrameInPiecesIsNotTakenForAWholeOne() {
        byte[] bytes = stream("one");
        bytes[UPGRADED.length()] = 0x01;
        assertThatThrownBy(() -> inbound.read(ByteBuffer.wrap(bytes), listener)).isInstanceOf(IllegalStateException.class);
    }
}
