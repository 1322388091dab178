package io.parley.application.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.parley.application.protocol.JsonReader;
import io.parley.domain.payload.JsonObject;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** A language of objects for tests: {@code jobId=7;data.userId=ada}. What is in braces or null has no text; what has no {@code =} is no object. */
public final class PlainFields implements JsonReader {
    @Override
    public Outcome<JsonObject> read(byte[] json, Set<String> paths) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (!text.contains("=")) {
            return Outcome.refused(Refusal.invalid("$", "an object", "something else"));
        }
        Map<String, JsonObject.Field> fields = Arrays.stream(text.split(";", -1)).map(field -> field.split("=", 2))
                .filter(field -> paths.contains(field[0])).collect(Collectors.toMap(field -> field[0], field -> field(field[1])));
        return Outcome.done(new JsonObject(Payload.ofUtf8(json), fields));
    }

    private static JsonObject.Field field(String value) {
        boolean plain = !value.equals("null") && !value.startsWith("{");
        return new JsonObject.Field(Payload.ofJson(value), plain ? Optional.of(value) : Optional.empty());
    }
}
