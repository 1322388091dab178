package io.parley.adapters.redis.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/** What goes over a channel's broadcast: the position, a line break, and the envelope; without a position it begins with the line break. */
final class Broadcast {
    private Broadcast() {}

    /** @throws IOException if these are not the bytes of a broadcast that this release knows */
    static Delivery decode(byte[] bytes) throws IOException {
        int end = indexOfLineBreak(bytes);
        Optional<Position> position = end == 0
                ? Optional.empty()
                : Optional.of(position(new String(bytes, 0, end, StandardCharsets.UTF_8)));
        return new Delivery(Envelope.decode(bytes, end + 1), position);
    }

    /** {@code <epoch>:<offset>}, as scripts write it. */
    static Position position(String text) {
        int colon = text.lastIndexOf(':');
        return new Position(text.substring(0, colon), Long.parseLong(text, colon + 1, text.length(), 10));
    }

    private static int indexOfLineBreak(byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new IOException("no position line");
    }
}
