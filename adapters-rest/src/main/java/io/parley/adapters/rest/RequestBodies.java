package io.parley.adapters.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/** Reads JSON bodies into records. A field of type {@link Payload} keeps the bytes that stood in the body. */
public final class RequestBodies {
    /** The protocol's bounds: nesting, and the size of a message. */
    private static final int MAX_DEPTH = 64;
    private static final String SOURCE = "parley.source";

    private final int maxBytes;
    private final JsonMapper mapper = JsonMapper
            .builder(
                    JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(LogicalType.Textual, RequestBodies::textIsText)
            .withCoercionConfig(LogicalType.Integer, RequestBodies::numbersAreNumbers)
            .addModule(new SimpleModule().addDeserializer(Payload.class, new Verbatim())).build();

    /** @param maxBytes larger bodies are refused with RT_005 */
    public RequestBodies(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a body as it comes in, and no more of it than may be.
     *
     * @throws IOException if the client stops in the middle
     * @throws Refused     with RT_005 or RT_007
     */
    public <T> T read(InputStream body, Class<T> type) throws IOException {
        byte[] read = body.readNBytes(maxBytes + 1);
        if (read.length > maxBytes) {
            throw tooLarge(Map.of("limit", maxBytes, "got", "more than " + maxBytes + " bytes"));
        }
        return read(read, type);
    }

    /**
     * Reads a body.
     *
     * @throws Refused with RT_005 or RT_007
     */
    public <T> T read(byte[] body, Class<T> type) {
        if (body.length > maxBytes) {
            throw tooLarge(Map.of("limit", maxBytes, "got", body.length));
        }
        if (!Payload.beginsAsUtf8(body)) {
            throw invalid("$", "JSON in UTF-8", "another encoding");
        }
        try {
            T read = mapper.readerFor(type).withAttribute(SOURCE, body).readValue(body);
            if (read == null) {
                throw invalid("$", "an object", "null");
            }
            return read;
        } catch (DatabindException | InputCoercionException e) {
            throw invalid(pathOf(e), "what the API document says", "something else");
        } catch (JacksonException e) {
            throw invalid("$", "JSON of at most " + MAX_DEPTH + " levels", "a mistake" + placeOf(e));
        }
    }

    private static void textIsText(MutableCoercionConfig config) {
        Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail));
    }

    private static void numbersAreNumbers(MutableCoercionConfig config) {
        Stream.of(CoercionInputShape.String, CoercionInputShape.EmptyString, CoercionInputShape.Float, CoercionInputShape.Boolean)
                .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail));
    }

    private Refused tooLarge(Map<String, Object> details) {
        return new Refused(new Refusal(ErrorCode.MESSAGE_TOO_LARGE, "A message has at most " + maxBytes + " bytes", details));
    }

    private static String placeOf(JacksonException mistake) {
        return mistake.getLocation() == null ? "" : " at byte " + mistake.getLocation().getByteOffset();
    }

    /** The refusal of a body in which that is wrong. */
    public static Refused invalid(String path, String expected, String got) {
        return new Refused(Refusal.invalid(path, expected, got));
    }

    /** The text, if it is there and not too long. */
    public static String text(String path, @Nullable String value, int maxLength) {
        if (value == null || value.isEmpty() || value.length() > maxLength) {
            throw invalid(path, "1-" + maxLength + " characters", value == null ? "nothing" : value.length() + " characters");
        }
        if (value.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw invalid(path, "text", "a zero character or half a surrogate pair, which no store can keep");
        }
        return value;
    }

    /** The texts, each once, if there are not too many and each is one. */
    public static Set<String> texts(String path, List<@Nullable String> values, int maxCount, int maxLength) {
        if (values.size() > maxCount) {
            throw invalid(path, "at most " + maxCount, Integer.toString(values.size()));
        }
        return values.stream().map(value -> text(path + "[]", value, maxLength)).collect(Collectors.toUnmodifiableSet());
    }

    private static String pathOf(JacksonException mistake) {
        StringBuilder path = new StringBuilder("$");
        List<JacksonException.Reference> steps = mistake.getPath();
        for (JacksonException.Reference step : steps) {
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return path.toString();
    }

    private static final class Verbatim extends ValueDeserializer<Payload> {
        @Override
        public Payload deserialize(JsonParser json, DeserializationContext context) {
            int from = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            json.finishToken();
            return Payload.cutFrom((byte[]) context.getAttribute(SOURCE), from, (int) json.currentLocation().getByteOffset());
        }

        @Override
        public Payload getNullValue(DeserializationContext context) {
            return Payload.NULL;
        }

        /** What is not there is not the value null. */
        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
