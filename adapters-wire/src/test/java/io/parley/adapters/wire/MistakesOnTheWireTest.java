package io.parley.adapters.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.protocol.Decoded;
import io.parley.domain.refusal.ErrorCode;

import static io.parley.adapters.wire.Frames.details;
import static io.parley.adapters.wire.Frames.id;
import static io.parley.adapters.wire.Frames.malformed;
import static io.parley.adapters.wire.Frames.nested;
import static io.parley.adapters.wire.Frames.pathIn;
import static io.parley.adapters.wire.Frames.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class MistakesOnTheWireTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"type\":\"dance\"}", "{\"type\":\"ping\",\"id\":{}}", "{\"type\":\"ping\"}{}",
            "{\"type\":\"message\",\"channel\":\"a\"}", "\u0000", "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":-1}",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"filter\":\"\"}",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":\"x\"}"})
    void everyMistakeTellsWhereWhatWasExpectedAndWhatCame(String frame) {
        assertThat(refusal(frame).details()).containsOnlyKeys("path", "expected", "got");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{}", "{\"type\":\"dance\"}"})
    void everyMistakeIsAnInvalidMessage(String frame) {
        assertThat(refusal(frame).code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"[];an array", "\"ping\";a string", "1;a number", "1.5;a number",
            "true;a boolean",
            "null;null", "[{\"type\":\"ping\"}];an array"})
    void aFrameIsAnObject(String frame, String got) {
        assertThat(refusal(frame).details()).isEqualTo(details("$", "a JSON object", got));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\r\n"})
    void anEmptyFrameIsNoObject(String frame) {
        assertThat(refusal(frame).details()).isEqualTo(details("$", "a JSON object", "nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\"}{\"type\":\"ping\"}", "{\"type\":\"ping\"} 1", "{\"type\":\"ping\"}\n{\"type\":\"ping\"}"})
    void nothingMayFollowTheObject(String frame) {
        assertThat(refusal(frame).details()).isEqualTo(details("$", "one JSON object", "more after it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"type\"", "{\"type\":", "{\"type\":\"ping\"", "{\"type\":\"ping\",", "{\"type\":\"ping\",}",
            "{type:\"ping\"}",
            "{'type':'ping'}", "{\"type\":\"ping\"}}", "{\"type\":\"ping\" \"id\":1}", "nonsense", "{\"type\":\"ping\",\"x\":01}",
            "{\"type\":\"ping\",\"x\":NaN}", "{\"type\":\"ping\",\"x\":tru}", "{\"type\":\"ping\",\"x\":\"\\x\"}",
            "{\"type\":\"ping\"/**/}",
            "{\"type\":\"ping\",\"x\":[1}", "{\"type\":\"ping\",\"data\":"})
    void whatIsNotJsonIsAMistakeOfTheWholeFrame(String frame) {
        assertThat(pathIn(frame)).isEqualTo("$");
    }

    @Test
    void aMistakeInTheJsonIsToldWithItsPlace() {
        assertThat((String) refusal("{\"type\":nonsense}").details().get("got")).matches("a mistake at byte \\d+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"{};$.type", "{\"type\":1};$.type", "{\"type\":null};$.type",
            "{\"type\":\"\"};$.type",
            "{\"type\":\"Ping\"};$.type", "{\"type\":\"auth\"};$.token", "{\"type\":\"auth\",\"token\":1};$.token",
            "{\"type\":\"subscribe\"};$.channel", "{\"type\":\"subscribe\",\"channel\":\"\"};$.channel",
            "{\"type\":\"subscribe\",\"channel\":\"a b\"};$.channel", "{\"type\":\"subscribe\",\"channel\":[\"a\"]};$.channel",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"presence\":1};$.presence",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"presence\":\"true\"};$.presence",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"recover\":true};$.recover",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"recover\":[]};$.recover",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"recover\":{\"offset\":1}};$.recover.epoch",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"recover\":{\"epoch\":\"e\"}};$.recover.offset",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"recover\":{\"epoch\":\"e\",\"offset\":-1}};$.recover.offset",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"durable\":\"\"};$.durable",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"durable\":\"a b\"};$.durable",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"durable\":7};$.durable",
            "{\"type\":\"ack\",\"channel\":\"a\",\"offset\":1};$.epoch",
            "{\"type\":\"ack\",\"channel\":\"a\",\"epoch\":\"\",\"offset\":1};$.epoch",
            "{\"type\":\"ack\",\"channel\":\"a\",\"epoch\":\"e\"};$.offset",
            "{\"type\":\"ack\",\"channel\":\"a\",\"epoch\":\"e\",\"offset\":1.5};$.offset",
            "{\"type\":\"ack\",\"channel\":\"a\",\"epoch\":\"e\",\"offset\":9223372036854775808};$.offset",
            "{\"type\":\"ack\",\"epoch\":\"e\",\"offset\":1};$.channel",
            "{\"type\":\"history\",\"channel\":\"a\",\"limit\":1001};$.limit",
            "{\"type\":\"history\",\"channel\":\"a\",\"from\":7};$.from",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"auth\":7};$.auth",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"auth\":null};$.auth",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":-1};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":1001};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":1.0};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":1e2};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":4294967297};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":99999999999999999999999};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":\"5\"};$.history",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"filter\":true};$.filter",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"filter\":\"\"};$.filter",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"filter\":\"  \"};$.filter",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":\"High\"};$.priority",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":\"\"};$.priority",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":1};$.priority",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":null};$.priority", "{\"type\":\"unsubscribe\"};$.channel",
            "{\"type\":\"presence\"};$.channel", "{\"type\":\"message\",\"event\":\"e\"};$.channel",
            "{\"type\":\"message\",\"channel\":\"a\"};$.event", "{\"type\":\"message\",\"channel\":\"a\",\"event\":\"\"};$.event",
            "{\"type\":\"event\"};$.event", "{\"type\":\"event\",\"event\":\"\"};$.event", "{\"type\":\"event\",\"event\":1};$.event",
            "{\"type\":\"message\",\"channel\":\"a\",\"event\":{}};$.event", "{\"type\":\"ping\",\"id\":true};$.id",
            "{\"type\":\"ping\",\"id\":null};$.id", "{\"type\":\"ping\",\"id\":[1]};$.id", "{\"type\":\"ping\",\"id\":{\"a\":1}};$.id"})
    void aMistakeIsToldWithItsPath(String frame, String path) {
        assertThat(pathIn(frame)).isEqualTo(path);
    }

    @Test
    void anUnknownTypeIsToldWithTheKnownOnes() {
        assertThat(refusal("{\"type\":\"dance\"}").details())
                .isEqualTo(details("$.type",
                        "auth, subscribe, unsubscribe, message, ack, history, presence, presence:update, typing, "
                                + "preferences, preferences:update, event or ping",
                        "'dance'"));
    }

    @Test
    void aVeryLongUnknownTypeIsNotRepeated() {
        assertThat(refusal("{\"type\":\"" + "x".repeat(65) + "\"}").details()).containsEntry("got", "another");
    }

    @Test
    void aFieldOfAnotherKindIsToldWithItsKind() {
        assertThat(refusal("{\"type\":\"subscribe\",\"channel\":{\"a\":1}}").details())
                .isEqualTo(details("$.channel", "a string", "an object"));
    }

    @Test
    void anEventOverTheBoundIsAMistake() {
        assertThat(refusal("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"" + "e".repeat(256) + "\"}").details())
                .isEqualTo(details("$.event", "1-255 characters", "256 characters"));
    }

    @Test
    void aFilterOverTheBoundIsAMistake() {
        assertThat(refusal("{\"type\":\"subscribe\",\"channel\":\"a\",\"filter\":\"" + "x".repeat(513) + "\"}").details())
                .isEqualTo(details("$.filter", "1-512 characters", "513 characters"));
    }

    @Test
    void aHistoryOverTheBoundIsAMistake() {
        assertThat(refusal("{\"type\":\"subscribe\",\"channel\":\"a\",\"history\":1001}").details())
                .isEqualTo(details("$.history", "an integer from 0 to 1000", "another"));
    }

    @Test
    void anUnknownPriorityIsToldWithTheKnownOnes() {
        assertThat(refusal("{\"type\":\"message\",\"channel\":\"a\",\"event\":\"e\",\"priority\":\"urgent\"}").details())
                .isEqualTo(details("$.priority", "high, normal or low", "'urgent'"));
    }

    @Test
    void aFlagThatIsNoneIsToldUnderItsOwnName() {
        assertThat(refusal("{\"type\":\"subscribe\",\"channel\":\"a\",\"presence\":\"yes\"}").details())
                .isEqualTo(details("$.presence", "true or false", "a string"));
    }

    @Test
    void authWithoutATokenIsNoLogout() {
        assertThat(refusal("{\"type\":\"auth\"}").details()).isEqualTo(details("$.token", "a token, or null", "nothing"));
    }

    @Test
    void aChannelNameOverTheBoundIsAMistake() {
        assertThat(pathIn("{\"type\":\"subscribe\",\"channel\":\"" + "c".repeat(256) + "\"}")).isEqualTo("$.channel");
    }

    @Test
    void ofTwoMistakesTheFirstIsTold() {
        assertThat(pathIn("{\"type\":\"subscribe\",\"presence\":1,\"recover\":2,\"channel\":3}")).isEqualTo("$.presence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\":\"secret-token\",\"type\":\"dance\"}",
            "{\"auth\":\"secret-token\",\"type\":\"subscribe\",\"channel\":\"a b\"}",
            "{\"token\":[\"secret-token\"],\"type\":\"auth\"}", "{\"type\":\"subscribe\",\"channel\":\"a\",\"auth\":{\"secret-token\":1}}"})
    void aMistakeNeverRepeatsAToken(String frame) {
        assertThat(refusal(frame).toString()).doesNotContain("secret-token");
    }

    // The answer's id

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":7,\"type\":\"dance\"}", "{\"type\":\"dance\",\"id\":7}", "{\"type\":1,\"id\":7}",
            "{\"type\":\"subscribe\",\"channel\":[{\"id\":8}],\"id\":7}",
            "{\"type\":\"subscribe\",\"channel\":\"a\",\"recover\":1,\"id\":7}",
            "{\"id\":7,\"type\":nonsense}", "{\"id\":7,\"type\":\"ping\"} 8", "{\"id\":7"})
    void theAnswerToAMistakeCarriesTheIdThatCouldBeRead(String frame) {
        assertThat(malformed(frame).id()).isEqualTo(id("7"));
    }

    @Test
    void anIdThatStandsBehindWhatIsNotJsonCannotBeRead() {
        assertThat(malformed("{\"type\":nonsense,\"id\":7}").id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":{\"id\":7}}", "{\"data\":{\"id\":7}}", "[{\"id\":7}]"})
    void anIdInsideSomethingElseIsNotTheCommands(String frame) {
        assertThat(malformed(frame).id()).isEmpty();
    }

    @Test
    void anIdThatIsTooLongIsAMistake() {
        assertThat(refusal("{\"type\":\"ping\",\"id\":\"" + "x".repeat(127) + "\"}").details())
                .isEqualTo(details("$.id", "a string or number of at most 128 bytes", "a longer one"));
    }

    @ParameterizedTest
    @CsvSource({"true,a boolean", "null,null", "{},an object", "[],an array"})
    void anIdOfAnotherTypeIsAMistake(String json, String got) {
        assertThat(refusal("{\"type\":\"ping\",\"id\":" + json + "}").details())
                .isEqualTo(details("$.id", "a string or number of at most 128 bytes", got));
    }

    @Test
    void anIdIsMeasuredInBytes() {
        assertThat(pathIn("{\"type\":\"ping\",\"id\":\"" + "ä".repeat(64) + "\"}")).isEqualTo("$.id");
    }

    @Test
    void anIdThatIsTooLongIsNotRepeated() {
        assertThat(malformed("{\"type\":\"ping\",\"id\":\"" + "x".repeat(127) + "\"}").id()).isEmpty();
    }

    @Test
    void aNumberThatIsTooLongIsNoIdEither() {
        assertThat(pathIn("{\"type\":\"ping\",\"id\":" + "1".repeat(129) + "}")).isEqualTo("$.id");
    }

    // Bounds

    @Test
    void sixtyFourLevelsAreDeepEnough() {
        assertThat(Frames.decoded("{\"type\":\"ping\",\"data\":" + nested("[", "]", 63) + "}")).isInstanceOf(Decoded.Command.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "x", "id", "channel", "recover"})
    void sixtyFiveLevelsAreTooDeep(String field) {
        assertThat((String) refusal("{\"type\":\"ping\",\"" + field + "\":" + nested("[", "]", 64) + "}").details().get("expected"))
                .startsWith("at most 64 levels");
    }

    @Test
    void anyNumberOfLevelsIsRefusedAlike() {
        assertThat(pathIn("[".repeat(100_000))).isEqualTo("$");
    }

    @Test
    void aNumberOfThousandsOfDigitsIsRefused() {
        assertThat(pathIn("{\"type\":\"ping\",\"x\":" + "9".repeat(50_000) + "}")).isEqualTo("$");
    }

    // Encodings

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "x-UTF-32LE-BOM", "x-UTF-16LE-BOM"})
    void otherEncodingsThanUtf8AreAMistake(String encoding) {
        assertThat(malformed("{\"type\":\"ping\"}".getBytes(Charset.forName(encoding))).refusal().details())
                .isEqualTo(details("$", "one JSON object in UTF-8", "something else"));
    }

    @Test
    void aByteOrderMarkIsAMistake() {
        assertThat(refusal("\uFEFF{\"type\":\"ping\"}").details()).isEqualTo(details("$", "one JSON object in UTF-8", "something else"));
    }

    @Test
    void bytesThatAreNoUtf8AreAMistake() {
        List<byte[]> frames = List.of("{\"type\":\"p\u00efng\"}".getBytes(StandardCharsets.ISO_8859_1), new byte[]{(byte) 0xFF},
                new byte[]{'{', (byte) 0x80, '}'});
        assertThat(frames).allSatisfy(frame -> assertThat(malformed(frame).refusal().details()).containsEntry("path", "$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000{\"type\":\"ping\"}", "{\u0000\"type\":\"ping\"}", "{\"type\":\"ping\"\u0000}",
            "{\"type\":\"ping\"}\u0000",
            "{\"type\":\"pi\u0000ng\"}"})
    void aZeroByteIsAMistake(String frame) {
        assertThat(pathIn(frame)).isEqualTo("$");
    }
}
