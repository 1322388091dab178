package io.parley.domain.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of a message: one JSON value as UTF-8, which the hub passes on byte for byte and never looks into. It contains no line
 * break outside a string, so that it can stand in a line of its own.
 *
 * <p>The bytes are shared, not copied: whoever holds a payload must not write to them.
 */
public final class Payload {
    /** JSON's {@code null}. */
    public static final Payload NULL = ofJson("null");

    private final byte[] utf8;

    private Payload(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Takes the bytes over without a copy; the caller forgets them. */
    public static Payload ofUtf8(byte[] utf8) {
        return new Payload(utf8);
    }

    /**
     * Whether a JSON text begins as one in UTF-8 does. A zero byte or a byte order mark at its beginning makes a parser take it for UTF-16 or
     * UTF-32, and every offset in it means something else.
     */
    public static boolean beginsAsUtf8(byte[] json) {
        return json.length < 2 || (json[0] > 0 && json[1] > 0);
    }

    /**
     * Copies a JSON value out of a larger text. Line breaks are left out: in JSON they stand outside strings only, where they mean nothing.
     *
     * @param from where the value begins
     * @param to   where it has ended
     */
    public static Payload cutFrom(byte[] utf8, int from, int to) {
        byte[] kept = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (utf8[i] != '\n' && utf8[i] != '\r') {
                kept[length++] = utf8[i];
            }
        }
        return new Payload(length == kept.length ? kept : Arrays.copyOf(kept, length));
    }

    /** A payload of JSON text. */
    public static Payload ofJson(String json) {
        return new Payload(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The shared bytes; read only. */
    public byte[] utf8() {
        return utf8;
    }

    /** The JSON text. */
    public String json() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload && Arrays.equals(utf8, payload.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** The size only: payloads are the users' and do not belong in logs. */
    @Override
    public String toString() {
        return utf8.length + " bytes";
    }
}
