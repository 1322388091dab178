package io.parley.domain.payload;

import java.util.Map;
import java.util.Optional;

/**
 * A JSON object that was read.
 *
 * @param whole  the object as it came
 * @param fields what was looked for and is there, by path
 */
public record JsonObject(Payload whole, Map<String, Field> fields) {
    /**
     * A value in it.
     *
     * @param json the value as it came
     * @param text what can be part of a name: a string's characters, a whole number's digits; empty: it is something else, or has a
     *             character that no store keeps (zero, half a surrogate pair)
     */
    public record Field(Payload json, Optional<String> text) {}

    /** The field at that path, if it is there; null is something too. */
    public Optional<Field> at(String path) {
        return Optional.ofNullable(fields.get(path));
    }

    /** Whether there is something at that path, and not null. */
    public boolean says(String path) {
        return at(path).filter(field -> !field.json().equals(Payload.NULL)).isPresent();
    }
}
