package io.parley.adapters.wire;

import java.util.Optional;

import io.parley.domain.refusal.Refusal;

/**
 * A binary frame: the byte 0x01, the length of the header in two bytes, the higher first, the header as JSON in UTF-8, and the body. What comes
 * is to be looked at by {@link #mistakeIn} before anything else is asked of it.
 */
final class BinaryFrame {
    /** What a length of two bytes can say. */
    static final int MAX_HEADER = 0xFFFF;
    /** Where the header begins. */
    static final int HEAD = 3;

    private static final byte FORM = 0x01;

    private BinaryFrame() {}

    /** @throws IllegalArgumentException if the header is too long */
    static byte[] of(byte[] header, byte[] body) {
        if (header.length > MAX_HEADER) {
            throw new IllegalArgumentException("A header has at most " + MAX_HEADER + " bytes, not " + header.length);
        }
        byte[] frame = new byte[HEAD + header.length + body.length];
        frame[0] = FORM;
        frame[1] = (byte) (header.length >>> Byte.SIZE);
        frame[2] = (byte) header.length;
        System.arraycopy(header, 0, frame, HEAD, header.length);
        System.arraycopy(body, 0, frame, HEAD + header.length, body.length);
        return frame;
    }

    /** What is wrong with the frame as such, whatever its header says. */
    static Optional<Refusal> mistakeIn(byte[] frame) {
        if (frame.length == 0 || frame[0] != FORM) {
            return Optional.of(Refusal.invalid("$", "a binary frame whose first byte is 0x01", frame.length == 0
                    ? "nothing"
                    : "0x%02x".formatted(frame[0])));
        }
        if (frame.length < HEAD) {
            return Optional.of(Refusal.invalid("$", "the length of a header in two bytes", frame.length - 1 + " bytes"));
        }
        return bodyOf(frame) <= frame.length
                ? Optional.empty()
                : Optional.of(Refusal.invalid("$", "a header of " + (bodyOf(frame) - HEAD) + " bytes", frame.length - HEAD + " bytes"));
    }

    /** Where the body begins, and the header has ended. */
    static int bodyOf(byte[] frame) {
        return HEAD + (Byte.toUnsignedInt(frame[1]) << Byte.SIZE) + Byte.toUnsignedInt(frame[2]);
    }
}
