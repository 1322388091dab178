package io.parley.adapters.websocket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinesTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> linesOf(String frame) {
        List<String> lines = new ArrayList<>();
        Lines.each(utf8(frame), line -> lines.add(new String(line, StandardCharsets.UTF_8)));
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

    @Test
    void whatIsJoinedComesApartAgain() {
        assertThat(StandardCharsets.UTF_8.decode(Lines.join(utf8("a"), List.of(utf8("bä"), utf8("c")))).toString()).isEqualTo("a\nbä\nc");
    }
}
