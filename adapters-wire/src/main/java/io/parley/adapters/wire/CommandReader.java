package io.parley.adapters.wire;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.Decoded;
import io.parley.domain.delivery.Position;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Refusal;

/**
 * Reads one frame. It goes through to the end even after a mistake, because the {@code id} that the answer has to carry may stand last.
 */
final class CommandReader {
    /** One JSON object. */
    Decoded read(byte[] frame) {
        CommandDraft draft = new CommandDraft();
        return fill(draft, frame).map(draft::malformed).orElseGet(draft::finish);
    }

    /** A header, which is the JSON object of a message without its data, and the data. */
    Decoded readBinary(byte[] frame) {
        CommandDraft draft = new CommandDraft();
        Optional<Refusal> broken = BinaryFrame.mistakeIn(frame);
        if (broken.isPresent()) {
            return draft.malformed(broken.get());
        }
        int body = BinaryFrame.bodyOf(frame);
        return fill(draft, Arrays.copyOfRange(frame, BinaryFrame.HEAD, body)).map(draft::malformed)
                .orElseGet(() -> draft.finishMessage(Payload.ofBinary(Arrays.copyOfRange(frame, body, frame.length))));
    }

    /** Takes over what stands in the object; why it is none, if so. */
    private static Optional<Refusal> fill(CommandDraft draft, byte[] frame) {
        if (!Payload.beginsAsUtf8(frame)) {
            return mistake("one JSON object in UTF-8", "something else");
        }
        try (JsonParser json = Json.parser(frame)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return mistake("a JSON object", kind(json.currentToken()));
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                readProperty(json, draft, frame);
            }
            return json.nextToken() == null ? Optional.empty() : mistake("one JSON object", "more after it");
        } catch (StreamConstraintsException e) {
            return mistake("at most " + Json.MAX_DEPTH + " levels and numbers of sane length", "more");
        } catch (JacksonException e) {
            return mistake("JSON", "a mistake at byte " + e.getLocation().getByteOffset());
        }
    }

    private static Optional<Refusal> mistake(String expected, String got) {
        return Optional.of(Refusal.invalid("$", expected, got));
    }

    private static void readProperty(JsonParser json, CommandDraft draft, byte[] frame) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        int from = (int) json.currentTokenLocation().getByteOffset();
        switch (name) {
            case "type" -> draft.type = text(json, draft, "$.type");
            case "id" -> draft.id = id(json, draft, frame, from);
            case "token" -> {
                draft.noToken = value == JsonToken.VALUE_NULL;
                draft.token = draft.noToken ? null : text(json, draft, "$.token");
            }
            case "auth" -> draft.auth = text(json, draft, "$.auth");
            case "channel" -> draft.channel = text(json, draft, "$.channel");
            case "event" -> draft.event = text(json, draft, "$.event");
            case "priority" -> draft.priority = text(json, draft, "$.priority");
            case "filter" -> draft.filter = text(json, draft, "$.filter");
            case "presence" -> draft.presence = flag(value, draft, "$.presence");
            case "history" -> draft.history = count(json, draft, "$.history", CommandDraft.MAX_HISTORY);
            case "recover" -> draft.recover = position(json, draft, "$.recover");
            case "from" -> draft.from = position(json, draft, "$.from");
            case "limit" -> draft.limit = count(json, draft, "$.limit", CommandDraft.MAX_HISTORY);
            case "reverse" -> draft.reverse = flag(value, draft, "$.reverse");
            case "idempotencyKey" -> draft.key = text(json, draft, "$.idempotencyKey");
            case "volatile" -> draft.passing = flag(value, draft, "$.volatile");
            case "preferences" -> draft.preferences = PreferencesJson.read(json, draft);
            case "typing" -> draft.typing = flag(value, draft, "$.typing");
            case "durable" -> draft.durable = text(json, draft, "$.durable");
            case "epoch" -> draft.position.epoch = text(json, draft, "$.epoch");
            case "offset" -> draft.position.offset = offset(json, draft, "$.offset");
            case "data" -> draft.data = Payload.cutFrom(frame, from, end(json));
            default -> {}
        }
        json.skipChildren();
    }

    static @Nullable String text(JsonParser json, CommandDraft draft, String path) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        draft.fault(path, "a string", kind(json.currentToken()));
        return null;
    }

    private static boolean flag(JsonToken value, CommandDraft draft, String path) {
        if (!value.isBoolean()) {
            draft.fault(path, "true or false", kind(value));
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private static @Nullable Position position(JsonParser json, CommandDraft draft, String path) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            draft.fault(path, "an object", kind(json.currentToken()));
            return null;
        }
        PositionDraft position = new PositionDraft();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "epoch" -> position.epoch = text(json, draft, path + ".epoch");
                case "offset" -> position.offset = offset(json, draft, path + ".offset");
                default -> json.skipChildren();
            }
        }
        return position.finish(draft, path);
    }

    private static long offset(JsonParser json, CommandDraft draft, String path) {
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        long offset = whole ? json.getLongValue() : PositionDraft.NONE;
        if (offset < 0) {
            draft.fault(path, "an integer from 0 on", whole ? "another" : kind(json.currentToken()));
        }
        json.skipChildren();
        return Math.max(offset, PositionDraft.NONE);
    }

    private static int count(JsonParser json, CommandDraft draft, String path, int most) {
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
        int count = whole && json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : -1;
        if (count < 0 || count > most) {
            draft.fault(path, "an integer from 0 to " + most, whole ? "another" : kind(json.currentToken()));
        }
        return count;
    }

    private static @Nullable CommandId id(JsonParser json, CommandDraft draft, byte[] frame, int from) {
        JsonToken token = json.currentToken();
        boolean named = token == JsonToken.VALUE_STRING || token.isNumeric();
        int to = end(json);
        if (named && to - from <= CommandId.MAX_LENGTH) {
            return new CommandId(Json.text(frame, from, to));
        }
        draft.fault("$.id", "a string or number of at most " + CommandId.MAX_LENGTH + " bytes", named ? "a longer one" : kind(token));
        return null;
    }

    /** Where the current value ends. */
    static int end(JsonParser json) {
        json.skipChildren();
        json.finishToken();
        return (int) json.currentLocation().getByteOffset();
    }

    static String kind(@Nullable JsonToken token) {
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
