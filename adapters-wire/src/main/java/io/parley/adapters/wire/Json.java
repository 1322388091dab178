package io.parley.adapters.wire;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import io.parley.domain.delivery.Position;
import io.parley.domain.payload.Payload;

/** The JSON that this module reads and writes, and its bounds. */
final class Json {
    /** Deeper nesting has no use and costs a parser its stack: the protocol's bound. */
    static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();
    private static final JsonFactory STRICT = FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Json() {}

    static JsonParser parser(byte[] utf8) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8);
    }

    /** A parser that fails at a name that is there twice in one object: two readers could take it for two things. */
    static JsonParser strictParser(byte[] utf8) {
        return STRICT.createParser(ObjectReadContext.empty(), utf8);
    }

    /** One JSON object without a line break, whose properties the body writes. */
    static byte[] object(Consumer<JsonGenerator> body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            body.accept(json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    static void property(JsonGenerator json, String name, Payload value) {
        json.writeName(name);
        json.writeRawValue(value.json());
    }

    static void property(JsonGenerator json, String name, Instant moment) {
        json.writeStringProperty(name, MILLISECONDS.format(moment));
    }

    static void position(JsonGenerator json, Optional<Position> position) {
        position.ifPresent(at -> {
            json.writeStringProperty("epoch", at.epoch());
            json.writeNumberProperty("offset", at.offset());
        });
    }

    /** The text as a JSON string. */
    static String quoted(String text) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeString(text);
        }
        return out.toString();
    }

    static String text(byte[] utf8, int from, int to) {
        return new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }
}
