package io.parley.adapters.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.parley.application.protocol.JsonTexts;
import io.parley.domain.payload.Payload;

/** Goes through a value once and copies what stays, byte for byte. */
public final class JacksonTexts implements JsonTexts {
    @Override
    public Payload oneLine(Payload data) {
        Payload checked = change(data, UnaryOperator.identity());
        return checked.isBinary() ? checked : Payload.cutFrom(checked.bytes(), 0, checked.bytes().length);
    }

    @Override
    public Payload change(Payload data, UnaryOperator<String> change) {
        if (data.isBinary()) {
            return data;
        }
        byte[] json = data.bytes();
        if (!Payload.beginsAsUtf8(json) || !isUtf8(json)) {
            throw new IllegalArgumentException("No JSON in UTF-8");
        }
        try (JsonParser parser = Json.parser(json)) {
            return new Pass(json, change).over(parser, data);
        } catch (JacksonException e) {
            // Without its words, which repeat what was read.
            throw new IllegalArgumentException("No JSON value, or too deep a one: " + e.getClass().getSimpleName());
        }
    }

    private static boolean isUtf8(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** One way through one value. */
    private static final class Pass {
        private final byte[] json;
        private final UnaryOperator<String> change;
        private final ByteArrayOutputStream changed = new ByteArrayOutputStream(0);
        private int copied;

        Pass(byte[] json, UnaryOperator<String> change) {
            this.json = json;
            this.change = change;
        }

        Payload over(JsonParser parser, Payload data) {
            int depth = 0;
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("No JSON value: nothing");
            }
            do {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                look(parser, token);
                token = parser.nextToken();
            } while (depth > 0 && token != null);
            if (token != null) {
                throw new IllegalArgumentException("No JSON value: more than one");
            }
            return copied == 0 ? data : rest();
        }

        private void look(JsonParser parser, JsonToken token) {
            if (token == JsonToken.VALUE_STRING) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                String text = parser.getString();
                String now = change.apply(text);
                if (!now.equals(text)) {
                    parser.finishToken();
                    replace(from, (int) parser.currentLocation().getByteOffset(), now);
                }
            }
        }

        private void replace(int from, int to, String text) {
            changed.write(json, copied, from - copied);
            changed.writeBytes(Json.quoted(text).getBytes(StandardCharsets.UTF_8));
            copied = to;
        }

        private Payload rest() {
            changed.write(json, copied, json.length - copied);
            return Payload.ofUtf8(changed.toByteArray());
        }
    }
}
