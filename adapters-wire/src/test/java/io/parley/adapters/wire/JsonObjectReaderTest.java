package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.payload.JsonObject;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What other services wrote, read. */
class JsonObjectReaderTest {
    private final JsonObjectReader reader = new JsonObjectReader();

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private JsonObject read(String json, String... paths) {
        return ((Outcome.Done<JsonObject>) reader.read(utf8(json), Set.of(paths))).value();
    }

    private Optional<String> text(String json, String path) {
        return read(json, path).at(path).flatMap(JsonObject.Field::text);
    }

    private void refuses(byte[] json) {
        assertThat(reader.read(json, Set.of("a", "a.b"))).isInstanceOfSatisfying(Outcome.Refused.class,
                no -> assertThat(no.refusal().code()).isEqualTo(ErrorCode.INVALID_MESSAGE));
    }

    @Test
    void theWholePassesByteForByteWithoutLineBreaksAndWhatIsAround() {
        assertThat(read(" {'a' : 1.00,\r\n 'ä':[ '\\n' ] }\n").whole()).isEqualTo(Payload.ofUtf8(utf8("{'a' : 1.00, 'ä':[ '\\n' ] }")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'a':'x'}|a|x", "{'a':7}|a|7", "{'a':-12345678901234567890}|a|-12345678901234567890",
            "{'b':{'a':1},'a':2}|a|2", "{'a':{'c':[{'b':0}],'b':'deep'}}|a.b|deep", "{'a':{'b':{'c':'ä\\u00e4'}}}|a.b.c|ää"})
    void aStringOrAWholeNumberIsFoundAsText(String json, String path, String text) {
        assertThat(text(json.replace("''", "'"), path)).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"null", "true", "1.0", "1e3", "{}", "[]", "['x']"})
    void anythingElseIsFoundWithoutText(String value) {
        JsonObject.Field field = read("{'a':" + value + "}", "a").at("a").orElseThrow();
        assertThat(field).isEqualTo(new JsonObject.Field(Payload.ofUtf8(utf8(value)), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\ud800", "\\udc00b"})
    void aStringThatNoStoreKeepsHasNoText(String characters) {
        assertThat(text("{'a':'" + characters + "'}", "a")).isEmpty();
    }

    @Test
    void anObjectIsFoundAndWhatIsInItToo() {
        JsonObject read = read("{'data': { 'userId' : 7 } , 'x':0}", "data", "data.userId");
        assertThat(read.at("data").orElseThrow().json()).isEqualTo(Payload.ofUtf8(utf8("{ 'userId' : 7 }")));
        assertThat(read.at("data.userId").flatMap(JsonObject.Field::text)).contains("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a.b':1}", "{'b':1}", "{'a':[{'b':1}]}", "{'a':'b'}", "{'x':{'a':{'b':1}}}", "{'a':{'x.b':1}}"})
    void whatIsElsewhereIsNotFound(String json) {
        assertThat(read(json, "a.b").at("a.b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "'a'", "[]", "[{}]", "{", "{'a':}", "{'a':1}}", "{}{}", "{} x", "{'a':1,}", "{a:1}",
            "{'a':1,'a':2}", "{'x':{'y':1,'y':2}}", "{'a':01}"})
    void whatIsNotOneObjectIsRefused(String json) {
        refuses(utf8(json));
    }

    @Test
    void anythingThatIsNotUtf8IsRefused() {
        refuses("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
        refuses("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
        refuses("{\"unread\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        refuses(new byte[]{'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'});
    }

    @Test
    void sixtyFourLevelsAreReadAndNotOneMore() {
        assertThat(read("{'a':" + "[".repeat(63) + "]".repeat(63) + "}", "a").at("a")).isPresent();
        refuses(utf8("{'a':" + "[".repeat(64) + "]".repeat(64) + "}"));
        refuses(utf8("{'a':" + "[".repeat(100_000)));
    }

    @Test
    void aRefusalRepeatsNothingOfWhatWasRead() {
        Outcome<JsonObject> refused = reader.read(utf8("{'secret':'hush'"), Set.of());
        assertThat(refused.toString()).doesNotContain("secret", "hush");
    }
}
