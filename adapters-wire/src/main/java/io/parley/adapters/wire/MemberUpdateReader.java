package io.parley.adapters.wire;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.parley.domain.payload.Payload;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;

/** Reads what a member changes of what he says of himself. Its values are kept byte for byte. */
final class MemberUpdateReader {
    private static final int MAX_NAMES = 64;
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_TEXT_LENGTH = 128;
    private static final String DATA = "$.data";
    private static final String ID = "id";

    private final CommandDraft draft;
    private final byte[] utf8;
    private final Map<String, Payload> changes = new HashMap<>();
    private boolean faulty;

    private MemberUpdateReader(CommandDraft draft, byte[] utf8) {
        this.draft = draft;
        this.utf8 = utf8;
    }

    /** @param data JSON that was found to be well formed; what it should not be is a fault of the draft, and the answer null */
    static @Nullable MemberUpdate read(Payload data, CommandDraft draft) {
        MemberUpdateReader reader = new MemberUpdateReader(draft, data.bytes());
        try (JsonParser json = Json.parser(data.bytes())) {
            reader.readObject(json);
        } catch (JacksonException e) {
            reader.fault(DATA, "texts in UTF-8", "another encoding"); // Only what is looked into is decoded.
        }
        return reader.faulty ? null : new MemberUpdate(reader.changes);
    }

    private void readObject(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            fault(DATA, "an object", CommandReader.kind(json.currentToken()));
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            readProperty(json);
        }
        if (changes.size() > MAX_NAMES) {
            fault(DATA, "at most " + MAX_NAMES + " names", changes.size() + "");
        }
    }

    private void readProperty(JsonParser json) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        int from = (int) json.currentTokenLocation().getByteOffset();
        switch (name) {
            case ID -> fault(DATA + "." + ID, "nothing, as nobody can be another", CommandReader.kind(value));
            case MemberState.NAME, MemberState.STATUS -> requireText(json, name, value);
            default -> requireName(name);
        }
        changes.put(name, Payload.cutFrom(utf8, from, CommandReader.end(json)));
    }

    private void requireText(JsonParser json, String name, JsonToken value) {
        boolean text = value == JsonToken.VALUE_STRING;
        if (value != JsonToken.VALUE_NULL && (!text || json.getString().length() > MAX_TEXT_LENGTH)) {
            fault(DATA + "." + name, "a string of at most " + MAX_TEXT_LENGTH + " characters, or null",
                    text ? json.getString().length() + " characters" : CommandReader.kind(value));
        }
    }

    private void requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            fault(DATA, "names of 1-" + MAX_NAME_LENGTH + " characters", "another");
        }
    }

    private void fault(String path, String expected, String got) {
        faulty = true;
        draft.fault(path, expected, got);
    }
}
