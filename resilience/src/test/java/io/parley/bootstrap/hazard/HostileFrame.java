package io.parley.bootstrap.hazard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A frame that is about to be sent, in order as a frame of WebSocket.
 *
 * @param batch whether every line of it is a message
 */
record HostileFrame(boolean binary, byte[] payload, boolean batch) {
    private static final int FORM = 0x01;
    private static final int HEAD = 3;
    private static final int MAX_MESSAGE = 128 * 1024;
    private static final int MAX_FRAME = 1024 * 1024;

    static HostileFrame text(String text, boolean batch) {
        return new HostileFrame(false, text.getBytes(StandardCharsets.UTF_8), batch);
    }

    int opcode() {
        return binary ? RawLine.BINARY : RawLine.TEXT;
    }

    /** Too large to be read: the connection ends with 1009. */
    boolean isUnreadable() {
        return payload.length > MAX_FRAME;
    }

    /** Not text at all: the connection ends with 1007, as WebSocket has it. */
    boolean isNoUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return false;
        } catch (CharacterCodingException e) {
            return !binary;
        }
    }

    /** Whether nothing is read any more after it. */
    boolean endsTheLine() {
        return isUnreadable() || isNoUtf8();
    }

    /** What is to be answered to it: a message has one fate, a batch as many as messages. */
    List<Fate> fates() {
        if (binary) {
            return List.of(payload.length > MAX_MESSAGE ? Fate.REFUSED : headerFate());
        }
        return batch
                ? Arrays.stream(new String(payload, StandardCharsets.UTF_8).split("\n")).filter(line -> !isBlank(line))
                        .map(line -> textFate(line.getBytes(StandardCharsets.UTF_8))).toList()
                : List.of(textFate(payload));
    }

    private static boolean isBlank(String line) {
        return line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r');
    }

    private static Fate textFate(byte[] message) {
        return message.length > MAX_MESSAGE ? Fate.REFUSED : Fate.of(message);
    }

    private Fate headerFate() {
        if (payload.length < HEAD || payload[0] != FORM) {
            return Fate.REFUSED;
        }
        int body = HEAD + (Byte.toUnsignedInt(payload[1]) << Byte.SIZE) + Byte.toUnsignedInt(payload[2]);
        return body > payload.length ? Fate.REFUSED : Fate.of(Arrays.copyOfRange(payload, HEAD, body));
    }

    /** Its beginning, for a person. */
    @Override
    public String toString() {
        String text = new String(payload, 0, Math.min(payload.length, 600), binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return (binary ? "binary " : batch ? "batch " : "text ") + payload.length + ": " + text;
    }
}
