package io.parley.adapters.rest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestBodiesTest {
    private static final int MAX = 200_000;

    private final RequestBodies bodies = new RequestBodies(MAX);

    /** A body with what may stand in one. */
    record Body(String name, Payload data, List<Body> others) {}

    private Body read(String json) {
        return bodies.read(json.getBytes(StandardCharsets.UTF_8), Body.class);
    }

    private Payload data(String json) {
        return read("{\"data\":" + json + "}").data();
    }

    private Refusal refusal(byte[] body) {
        Refused refused = catchThrowableOfType(Refused.class, () -> bodies.read(body, Body.class));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.refusal();
    }

    private Refusal refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    // Data

    @ParameterizedTest
    @ValueSource(strings = {"true", "0", "1.00", "1e5", "-1.50E+007", "0.1000000000000000055511151231257827", "\"\"", "\" a  b\\t \"",
            "\"\\n\\r\\u0000\\\\\\\"\\/\"", "\"ä ß 漢字 🦊\u2028\"", "\"\\ud83e\"", "{}", "[]", "{ }", "{\"b\":1,\"a\":2}",
            "{\"a\":1,\"a\":2}",
            "{ \"a\" :\t[ 1 ,2 ] }", "{\"data\":{\"data\":[{}]}}", "\"}\""})
    void dataIsReadByteForByte(String json) {
        assertThat(data(json).bytes()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00", "\"x\"", "{\"a\":1}", "[1]", "true", "null"})
    void whereDataEndsDoesNotDependOnWhatFollows(String json) {
        assertThat(read("{\"data\" : " + json + " \t, \"name\":\"n\"}").data().json()).isEqualTo(json);
    }

    @Test
    void dataIsReadByteForByteThoughOtherFieldsStandBeforeIt() {
        assertThat(read("{\"x\":[{\"ä\":\"🦊\"}],\"name\":\"🦊ä\",\"data\":{\"a\": 1.0}}").data().json()).isEqualTo("{\"a\": 1.0}");
    }

    @Test
    void dataInsideAListIsReadByteForByte() {
        assertThat(read("{\"others\":[{\"data\":[ 1 ]},{\"data\":\"🦊\"}]}").others()).extracting(body -> body.data().json())
                .containsExactly("[ 1 ]", "\"🦊\"");
    }

    @Test
    void lineBreaksOutsideStringsAreRemoved() {
        assertThat(data("{\r\n  \"a\": [\n1,\r2\n]\n}").json()).isEqualTo("{  \"a\": [1,2]}");
    }

    @Test
    void escapedLineBreaksAreKept() {
        assertThat(data("\"a\\nb\"").json()).isEqualTo("\"a\\nb\"");
    }

    @Test
    void aLotOfDataIsReadByteForByte() {
        String json = "[\"" + "ä🦊\\n x".repeat(10_000) + "\"]";
        assertThat(data(json).json()).isEqualTo(json);
    }

    @Test
    void dataThatIsNullIsNull() {
        assertThat(data("null")).isEqualTo(Payload.NULL);
    }

    @Test
    void absentDataIsAbsent() {
        assertThat(read("{\"name\":\"n\"}").data()).isNull();
    }

    @Test
    void ofTwoDataTheLaterCounts() {
        assertThat(read("{\"data\":1,\"data\":[2]}").data().json()).isEqualTo("[2]");
    }

    @Test
    void theBodyIsNotKept() {
        byte[] body = "{\"data\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
        Payload data = bodies.read(body, Body.class).data();
        Arrays.fill(body, (byte) 'x');
        assertThat(data.json()).isEqualTo("\"abc\"");
    }

    // Mistakes

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(read("{\"priority\":\"high\",\"name\":\"n\"}").name()).isEqualTo("n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{\"name\":{}};$.name", "{\"name\":[\"a\"]};$.name",
            "{\"others\":{}};$.others", "{\"others\":[{},{\"name\":{}}]};$.others[1].name", "{\"others\":[1]};$.others[0]", "[];$", "1;$",
            "\"text\";$"})
    void aFieldOfAnotherKindIsToldWithItsPath(String body, String path) {
        assertThat(refusal(body).details()).containsEntry("path", path).containsOnlyKeys("path", "expected", "got");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"name\":", "{\"name\":\"n\"", "{\"name\":\"n\"} x", "{\"name\":\"n\"}{}", "nonsense",
            "{name:1}",
            "{\"name\":tru}", "{\"data\":[1}", "{\"data\":", "{\"data\":\"a\nb\"}", "{\"data\":{\"x\":\"a\nb\"}}", "\u0000",
            "{\"name\":\"n\"}\u0000"})
    void whatIsNotJsonIsRefused(String body) {
        assertThat(refusal(body).code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void nullIsNoBody() {
        assertThat(refusal("null").details()).containsEntry("path", "$");
    }

    @Test
    void aMistakeIsToldWithoutNamesOfClasses() {
        assertThat(refusal("{\"name\":{\"a\":1}}").toString()).doesNotContain("java", "jackson", "io.parley", "Body", "START_OBJECT");
    }

    @Test
    void sixtyFourLevelsAreDeepEnough() {
        assertThat(data(nested(63)).json()).isEqualTo(nested(63));
    }

    @Test
    void sixtyFiveLevelsAreTooDeep() {
        assertThat(refusal("{\"data\":" + nested(64) + "}").code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void aBodyAtTheLimitIsRead() {
        String body = "{\"name\":\"" + "x".repeat(MAX - 11) + "\"}";
        assertThat(read(body).name()).hasSize(MAX - 11);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertThat(refusal(new byte[MAX + 1])).isEqualTo(new Refusal(ErrorCode.MESSAGE_TOO_LARGE, "A message has at most 200000 bytes",
                Map.of("limit", MAX, "got", MAX + 1)));
    }

    // Texts

    private static Refusal refusalOfText(String text) {
        Refused refused = catchThrowableOfType(Refused.class, () -> RequestBodies.text("$.x", text, 3));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.refusal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc", "ä漢", "🦊", "a\nb", " "})
    void aTextWithinItsBoundIsTaken(String text) {
        assertThat(RequestBodies.text("$.x", text, 3)).isEqualTo(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "abcd")
    void aTextOutsideItsBoundIsRefused(String text) {
        assertThat(refusalOfText(text).details()).containsEntry("expected", "1-3 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "\ud83e", "\udd8aa"})
    void aTextThatNoStoreCanKeepIsRefused(String text) {
        assertThat(refusalOfText(text).details()).containsEntry("path", "$.x");
    }

    // Encodings: data is passed on as it came, and what goes out is UTF-8

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aBodyInAnotherEncodingIsRefused(String encoding) {
        assertThat(refusal("{\"name\":\"n\",\"data\":{\"a\":1}}".getBytes(Charset.forName(encoding))).code())
                .isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void aBodyWithAByteOrderMarkIsRefusedOrReadByteForByte() {
        byte[] body = "\uFEFF{\"name\":\"n\",\"data\":{\"a\": 1}}".getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(bodies.read(body, Body.class).data().json()).isEqualTo("{\"a\": 1}");
        } catch (Refused e) {
            assertThat(e.refusal().code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
        }
    }

    @Test
    void whateverTheBytesTheyAreReadOrRefusedAndDataIsJson() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_301L);
        byte[] good = "{\"name\":\"nä\",\"data\":{\"a\":[1.50,\"\\u00e4\\n🦊\",null]},\"others\":[{\"data\":1}]}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] symbols = "{}[]\":,\\/u0n1eE+-.tf \n\r\t\u0000".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] body = good.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                body[random.nextInt(body.length)] = random.nextBoolean()
                        ? symbols[random.nextInt(symbols.length)]
                        : (byte) random.nextInt(256);
            }
            isReadOrRefused(body);
        }
    }

    private void isReadOrRefused(byte[] body) {
        try {
            Body read = bodies.read(body, Body.class);
            if (read.data() != null) {
                new JsonMapper().readTree(read.data().json());
            }
        } catch (Refused e) {
            assertThat(e.refusal().code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
        } catch (RuntimeException e) {
            throw new AssertionError("Body " + Arrays.toString(body) + " = " + new String(body, StandardCharsets.UTF_8), e);
        }
    }
}
