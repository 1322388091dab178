package io.parley.domain.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of a message, which the hub passes on byte for byte: one JSON value as UTF-8, without a line break outside a string, so that
 * it can stand in a line of its own; or bytes of the publisher's own making.
 *
 * <p>The bytes are shared, not copied: whoever holds a payload must not write to them.
 */
public final class Payload {
    /** JSON's {@code null}. */
    public static final Payload NULL = ofJson("null");

    private final byte[] bytes;
    private final boolean binary;

    private Payload(byte[] bytes, boolean binary) {
        this.bytes = bytes;
        this.binary = binary;
    }

    /** A JSON value. Takes the bytes over without a copy; the caller forgets them. */
    public static Payload ofUtf8(byte[] utf8) {
        return new Payload(utf8, false);
    }

    /** Bytes that are no JSON. Takes them over without a copy; the caller forgets them. */
    public static Payload ofBinary(byte[] bytes) {
        return new Payload(bytes, true);
    }

    /**
     * Whether a JSON text begins as one in UTF-8 does. A zero byte or a byte order mark at its beginning makes a parser take it for UTF-16 or
     * UTF-32, and every offset in it means something else.
     */
    public static boolean beginsAsUtf8(byte[] json) {
        return json.length < 2 || (json[0] > 0 && json[1] != 0);
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
        return ofUtf8(length == kept.length ? kept : Arrays.copyOf(kept, length));
    }

    /** A payload of JSON text. */
    public static Payload ofJson(String json) {
        return ofUtf8(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether these are bytes and no JSON. */
    public boolean isBinary() {
        return binary;
    }

    /** The shared bytes; read only. */
    public byte[] bytes() {
        return bytes;
    }

    /** The JSON text; bytes that are no JSON as a string in Base64. */
    public String json() {
        return binary ? '"' + Base64.getEncoder().encodeToString(bytes) + '"' : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload payload && binary == payload.binary && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The size only: payloads are the users' and do not belong in logs. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
