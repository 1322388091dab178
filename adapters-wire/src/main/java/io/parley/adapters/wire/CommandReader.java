package io.parley.adapters.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.domain.delivery.Payload;
import io.parley.domain.refusal.Refusal;

/**
 * Reads one frame. It goes through to the end even after a mistake, because the {@code id} that the answer has to carry may stand last.
 */
final class CommandReader {
    Decoded read(byte[] frame) {
        CommandDraft draft = new CommandDraft();
        if (!Payload.beginsAsUtf8(frame)) {
            return draft.malformed(Refusal.invalid("$", "one JSON object in UTF-8", "something else"));
        }
        try (JsonParser json = Json.parser(frame)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return draft.malformed(Refusal.invalid("$", "a JSON object", kind(json.currentToken())));
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                readProperty(json, draft, frame);
            }
            if (json.nextToken() != null) {
                return draft.malformed(Refusal.invalid("$", "one JSON object", "more after it"));
            }
        } catch (StreamConstraintsException e) {
            return draft.malformed(Refusal.invalid("$", "at most " + Json.MAX_DEPTH + " levels and numbers of sane length", "more"));
        } catch (JacksonException e) {
            return draft.malformed(Refusal.invalid("$", "JSON", "a mistake at byte " + e.getLocation().getByteOffset()));
        }
        return draft.finish();
    }

    private static void readProperty(JsonParser json, CommandDraft draft, byte[] frame) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        int from = (int) json.currentTokenLocation().getByteOffset();
        switch (name) {
            case "type" -> draft.type = text(json, draft, "$.type");
            case "id" -> draft.id = id(json, draft, frame, from);
            case "token" -> draft.token = text(json, draft, "$.token");
            case "channel" -> draft.channel = text(json, draft, "$.channel");
            case "event" -> draft.event = text(json, draft, "$.event");
            case "presence" -> draft.presence = flag(value, draft);
            case "recover" -> draft.recover = value == JsonToken.START_OBJECT || draft.fault("$.recover", "an object", kind(value));
            case "data" -> draft.data = Payload.cutFrom(frame, from, end(json));
            default -> {}
        }
        json.skipChildren();
    }

    private static @Nullable String text(JsonParser json, CommandDraft draft, String path) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        draft.fault(path, "a string", kind(json.currentToken()));
        return null;
    }

    private static boolean flag(JsonToken value, CommandDraft draft) {
        return value.isBoolean() ? value == JsonToken.VALUE_TRUE : draft.fault("$.presence", "true or false", kind(value));
    }

    private static @Nullable CommandId id(JsonParser json, CommandDraft draft, byte[] frame, int from) {
        JsonToken token = json.currentToken();
        int to = end(json);
        if ((token == JsonToken.VALUE_STRING || token.isNumeric()) && to - from <= CommandId.MAX_LENGTH) {
            return new CommandId(Json.text(frame, from, to));
        }
        draft.fault("$.id", "a string or number of at most " + CommandId.MAX_LENGTH + " bytes",
                token.isScalarValue() ? "a longer one" : kind(token));
        return null;
    }

    /** Where the current value ends. */
    private static int end(JsonParser json) {
        json.skipChildren();
        json.finishToken();
        return (int) json.currentLocation().getByteOffset();
    }

    private static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }
}
