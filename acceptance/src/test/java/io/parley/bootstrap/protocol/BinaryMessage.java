package io.parley.bootstrap.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message in a binary frame: its header as JSON text, and its payload. */
record BinaryMessage(String header, byte[] payload) {
    private static final int HEAD = 3;

    static BinaryMessage read(byte[] frame) {
        if (frame[0] != 1) {
            throw new AssertionError("A binary frame begins with 0x01, not " + frame[0]);
        }
        int body = HEAD + (Byte.toUnsignedInt(frame[1]) << 8) + Byte.toUnsignedInt(frame[2]);
        return new BinaryMessage(new String(frame, HEAD, body - HEAD, StandardCharsets.UTF_8),
                Arrays.copyOfRange(frame, body, frame.length));
    }

    /** The frame as it goes over the line. Single quotes in the header stand for double ones. */
    byte[] frame() {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(1);
        frame.write(json.length >> 8);
        frame.write(json.length);
        frame.writeBytes(json);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    JsonNode fields() {
        return JsonMapper.shared().readTree(header);
    }
}
