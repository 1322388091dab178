package io.parley.adapters.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import io.parley.domain.payload.Payload;

/**
 * JSON as values of the rule language: numbers without a fraction are {@code int} where 64 bits hold them, all others {@code double}. Nobody writes
 * to what comes out.
 */
final class Json {
    /** The protocol's bound. */
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    /** What is no JSON: a value, so that this is found out once and not by everybody who asks. */
    private enum Unreadable {
        UNREADABLE
    }

    private Json() {}

    /** The value, which is null for bytes that are no JSON on purpose. Never throws; what cannot be read must not reach a rule: {@link #readable}. */
    static Object read(Payload payload) {
        if (payload.isBinary()) {
            return NullValue.NULL_VALUE;
        }
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), payload.bytes())) {
            return value(json, json.nextToken());
        } catch (JacksonException | IllegalStateException e) {
            return Unreadable.UNREADABLE;
        }
    }

    /** @throws IllegalArgumentException for what could not be read, which makes a rule fail that asks for it */
    static Object readable(Object read) {
        if (read instanceof Unreadable) {
            throw new IllegalArgumentException("Not readable as JSON");
        }
        return read;
    }

    private static Object value(JsonParser json, @Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NullValue.NULL_VALUE;
            case null, default -> throw new IllegalStateException("No value: " + token);
        };
    }

    private static Object integer(JsonParser json) {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? json.getDoubleValue() : (Object) json.getLongValue();
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            object.put(name, value(json, json.nextToken()));
        }
        return object;
    }

    private static List<Object> array(JsonParser json) {
        List<Object> array = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            array.add(value(json, token));
        }
        return array;
    }
}
