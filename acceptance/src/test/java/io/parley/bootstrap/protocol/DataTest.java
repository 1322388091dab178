package io.parley.bootstrap.protocol;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.SharedCluster;
import io.parley.bootstrap.testing.TestCluster;
import io.parley.bootstrap.testing.Unique;

import static org.assertj.core.api.Assertions.assertThat;

/** Data is passed on byte for byte: to who hears it, and to who reads it later. */
@ExtendWith(SharedCluster.class)
class DataTest {
    private final ChatClient speaker;
    private final ChatClient hearer;
    private final String room = Unique.channel("chat:");

    DataTest(TestCluster cluster) {
        speaker = cluster.a().connect(Unique.user("bob"));
        hearer = cluster.b().connect(Unique.user("alice"));
        hearer.subscribe(room);
    }

    @AfterEach
    void hangUp() {
        speaker.close();
        hearer.close();
    }

    static Stream<String> data() {
        return Stream.of("1.50", "1e400", "-0", "-0.0", "1E+2", "12345678901234567890123456789.000", "true", "false", "null", "\"\"", "{}",
                "[]", "{\"b\":1,\"a\":2,\"b\":3}", "{\"\":{\"\":[]}}", "{ \"a\" :\t[ 1 ,2 ] }", "\"\\u00e9\\/\\n\\\"\\\\\"",
                "\"\u00e9 \u4e2d \ud83d\ude00 \u2028\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\u0000\"", "\"<script>&amp;'\"",
                "\"\u007f\u0080\ufffe\"", "\"data: x event: y\"", "[".repeat(60) + "]".repeat(60));
    }

    @ParameterizedTest
    @MethodSource("data")
    void whatIsSaidIsHeardAndReadByteForByte(String data) {
        say(data);
        hearer.awaitMessage(room);
        assertThat(hearer.frames().getLast()).contains(",\"data\":" + data + ",\"timestamp\":");
        hearer.ask("'type':'subscribe','history':1,'channel':'" + room + "'");
        assertThat(hearer.frames().getLast()).contains(",\"data\":" + data + ",\"timestamp\":");
    }

    private void say(String data) {
        speaker.sendRaw("{\"type\":\"message\",\"data\":" + data + ",\"channel\":\"" + room + "\",\"event\":\"e\"}");
    }

    @Test
    void lineBreaksOutsideStringsAreRemoved() {
        say("{\n  \"a\": [\r\n    1,\n    \"x\\ny\"\r\n  ]\n}");
        hearer.awaitMessage(room);
        assertThat(hearer.frames().getLast()).contains(",\"data\":{  \"a\": [    1,    \"x\\ny\"  ]},").doesNotContain("\n", "\r");
    }

    @Test
    void dataThatIsNoJsonIsRefused() {
        Stream.of("01", "1.", "NaN", "'x'", "{a:1}", "[1,]", "\"\n\"", "tru").forEach(data -> {
            say(data);
            assertThat(Fields.code(speaker.await("error"))).isEqualTo("RT_007");
        });
    }

    @Test
    void ofTwoFieldsOfOneNameTheLaterCounts() {
        say("1,\"data\":2");
        assertThat(Fields.number(hearer.awaitMessage(room))).isEqualTo(2);
    }
}
