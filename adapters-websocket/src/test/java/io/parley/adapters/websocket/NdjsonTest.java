package io.parley.adapters.websocket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NdjsonTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> linesOf(String frame) {
        List<String> lines = new ArrayList<>();
        Ndjson.each(utf8(frame), line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        return lines;
    }

    @Test
    void everyLineIsHandedOnInOrder() {
        assertThat(linesOf("a\nbä\nc")).containsExactly("a", "bä", "c");
    }

    @Test
    void aFrameWithoutABreakIsOneLine() {
        assertThat(linesOf("a")).containsExactly("a");
    }

    @Test
    void aBreakBehindTheLastLineBeginsNoOther() {
        assertThat(linesOf("a\nb\n")).containsExactly("a", "b");
    }

    @Test
    void emptyLinesAreIgnored() {
        assertThat(linesOf("\n\na\n\n \t\r\nb\n\n")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \n \r\n"})
    void aFrameThatSaysNothingHasNoLines(String frame) {
        assertThat(linesOf(frame)).isEmpty();
    }

    @Test
    void aLineKeepsItsBlanks() {
        assertThat(linesOf(" a \r\nb")).containsExactly(" a \r", "b");
    }

    private static List<String> joined(List<byte[]> frames) {
        List<byte[]> joined = new ArrayList<>(frames);
        Ndjson.join(joined);
        return joined.stream().map(frame -> Integer.toHexString(frame[0] & 0xFF) + " "
                + new String(frame, Frames.payloadOf(frame), frame.length - Frames.payloadOf(frame), StandardCharsets.UTF_8)).toList();
    }

    private static byte[] text(String text) {
        return Frames.finished(Frames.TEXT, utf8(text));
    }

    @Test
    void framesOfTextBecomeOneWithALineEach() {
        assertThat(joined(List.of(text("a"), text("bä"), text("c")))).containsExactly("81 a\nbä\nc");
    }

    @Test
    void whatIsNotPlainTextStaysBetweenThem() {
        assertThat(joined(List.of(text("a"), text("b"), Frames.finished(Frames.BINARY, utf8("c")),
                Frames.finished(Frames.TEXT | Frames.COMPRESSED, utf8("d")), text("e"), text("f"))))
                .containsExactly("81 a\nb", "82 c", "c1 d", "81 e\nf");
    }

    @Test
    void aFrameThatStandsAloneIsNotCopied() {
        byte[] alone = text("a");
        List<byte[]> frames = new ArrayList<>(List.of(alone));
        Ndjson.join(frames);
        assertThat(frames.getFirst()).isSameAs(alone);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 32_767, 32_768, 40_000})
    void theLengthOfWhatIsJoinedIsRight(int each) {
        String line = "x".repeat(each);
        assertThat(joined(List.of(text(line), text(line)))).containsExactly("81 " + line + "\n" + line);
    }
}
