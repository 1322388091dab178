package io.parley.adapters.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

import io.parley.application.protocol.JsonReader;
import io.parley.domain.payload.JsonObject;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Reads JSON objects of other services in one pass, and cuts out of them what is wanted, byte for byte. */
public final class JsonObjectReader implements JsonReader {
    @Override
    public Outcome<JsonObject> read(byte[] json, Set<String> paths) {
        if (!Payload.beginsAsUtf8(json) || !isUtf8(json)) {
            return mistake("JSON in UTF-8", "another encoding");
        }
        try (JsonParser parser = Json.strictParser(json)) {
            return new Pass(json, paths).read(parser);
        } catch (StreamConstraintsException e) {
            return mistake("at most " + Json.MAX_DEPTH + " levels and numbers of sane length", "more");
        } catch (JacksonException e) {
            return mistake("JSON without a name that is there twice", "a mistake at byte " + e.getLocation().getByteOffset());
        }
    }

    /** The parser does not look into strings that nobody asks for; these bytes go on as they are. */
    private static boolean isUtf8(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Outcome<JsonObject> mistake(String expected, String got) {
        return Outcome.refused(Refusal.invalid("$", expected, got));
    }

    /** One reading of one object. */
    private static final class Pass {
        private final byte[] json;
        private final Set<String> paths;
        private final Map<String, JsonObject.Field> found = new HashMap<>();

        Pass(byte[] json, Set<String> paths) {
            this.json = json;
            this.paths = paths;
        }

        Outcome<JsonObject> read(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return mistake("a JSON object", "something else");
            }
            int from = start(parser);
            properties(parser, "");
            Payload whole = Payload.cutFrom(json, from, end(parser));
            return parser.nextToken() == null ? Outcome.done(new JsonObject(whole, Map.copyOf(found))) : mistake("one object", "more");
        }

        private void properties(JsonParser parser, String above) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String path = above + parser.currentName();
                boolean dotted = parser.currentName().indexOf('.') >= 0;
                JsonToken value = parser.nextToken();
                int from = start(parser);
                if (value == JsonToken.START_OBJECT && !dotted && paths.stream().anyMatch(wanted -> wanted.startsWith(path + "."))) {
                    properties(parser, path + ".");
                } else {
                    parser.skipChildren();
                }
                if (!dotted && paths.contains(path)) {
                    Optional<String> text = text(parser, value);
                    found.put(path, new JsonObject.Field(Payload.cutFrom(json, from, end(parser)), text));
                }
            }
        }

        private static Optional<String> text(JsonParser parser, JsonToken value) {
            return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT
                    ? Optional.of(parser.getString()).filter(Pass::isKept)
                    : Optional.empty();
        }

        private static boolean isKept(String text) {
            return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        }

        private static int start(JsonParser parser) {
            return (int) parser.currentTokenLocation().getByteOffset();
        }

        private static int end(JsonParser parser) {
            parser.finishToken();
            return (int) parser.currentLocation().getByteOffset();
        }
    }
}
