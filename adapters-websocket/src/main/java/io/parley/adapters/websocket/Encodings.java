package io.parley.adapters.websocket;

import io.parley.application.protocol.WireFormat;

/** The encodings of one wire format, shared by all clients of a kind. Thread-safe. */
final class Encodings {
    private final Frames plain;
    private final DeflatedFrames deflated;
    private final Encoding usual;
    private final Encoding compressed;

    /** @param compressAbove messages of so many bytes and more are compressed for clients who take that */
    Encodings(WireFormat format, int compressAbove) {
        plain = new Frames(format);
        deflated = new DeflatedFrames(plain, compressAbove);
        usual = new Encoding(plain, deflated, 0, false);
        compressed = new Encoding(plain, deflated, Integer.MAX_VALUE, false);
    }

    /** As in {@link Encoding}. */
    Encoding of(int most, boolean folds) {
        if (folds) {
            return new Encoding(plain, deflated, most, true);
        }
        return switch (most) {
            case 0 -> usual;
            case Integer.MAX_VALUE -> compressed;
            default -> new Encoding(plain, deflated, most, false);
        };
    }
}
