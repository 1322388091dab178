package io.parley.bootstrap.hazard;

import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What the protocol promises about the answer to a message.
 *
 * @param id      the answer carries it; empty: the message has none that can be read
 * @param refused whether the answer has to be an error, as it is no message of the protocol whatever the hub's state is
 */
record Fate(Optional<String> id, boolean refused) {
    static final Fate REFUSED = new Fate(Optional.empty(), true);
    /** Answered or not. */
    private static final Fate OPEN = new Fate(Optional.empty(), false);
    private static final Set<String> TYPES = Set.of("auth", "subscribe", "unsubscribe", "message", "presence", "ping", "ack", "history",
            "presence:update", "typing", "preferences", "preferences:update", "event");
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ID = 128;
    private static final JsonFactory OF_CLIENTS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();
    /** What a client said stands deeper in what the hub says. */
    private static final JsonFactory OF_THE_HUB = new JsonFactory();

    static Fate of(byte[] message) {
        return of(message, OF_CLIENTS);
    }

    private static Fate of(byte[] message, JsonFactory factory) {
        if (message.length > 1 && (message[0] <= 0 || message[1] == 0)) {
            return REFUSED; // A parser would take it for another encoding than UTF-8.
        }
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), message)) {
            return json.nextToken() == JsonToken.START_OBJECT ? ofObject(json) : REFUSED;
        } catch (JacksonException e) {
            return REFUSED;
        }
    }

    private static Fate ofObject(JsonParser json) {
        int ids = 0;
        int types = 0;
        String id = null;
        boolean known = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("id")) {
                ids++;
                id = value == JsonToken.VALUE_STRING || value.isNumeric() ? keyOf(json, value) : null;
            } else if (name.equals("type")) {
                types++;
                known = value == JsonToken.VALUE_STRING && TYPES.contains(json.getString());
            }
            json.skipChildren();
            json.finishToken();
        }
        if (json.nextToken() != null) {
            return REFUSED;
        }
        if (ids > 1 || types > 1) {
            return OPEN; // Which of two counts is nobody's promise.
        }
        return new Fate(Optional.ofNullable(id), !known || ids == 1 && id == null);
    }

    /** The id, comparable with that of an answer; null if it is too long. */
    private static String keyOf(JsonParser json, JsonToken value) {
        String text = json.getString();
        return text.length() + 2 > MAX_ID ? null : (value.isNumeric() ? "#" : "") + text;
    }

    /** The id that an answer carries, in the same form. */
    static Optional<String> idIn(byte[] answer) {
        return of(answer, OF_THE_HUB).id();
    }
}
