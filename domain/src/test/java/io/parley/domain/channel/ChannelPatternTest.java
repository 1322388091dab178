package io.parley.domain.channel;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelPatternTest {
    private static Optional<ChannelPattern.Match> match(String pattern, String name) {
        return ChannelPattern.of(pattern).match(new ChannelName(name));
    }

    private static Optional<String> captured(String pattern, String name) {
        return match(pattern, name).flatMap(ChannelPattern.Match::captured);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "public:*", "*", "user-{id}", "{id}", "a.{id}.b", "a:{id}:*", "{id}*"})
    void aPatternHasAtMostOneCaptureAndAStarAtItsEnd(String text) {
        assertThat(ChannelPattern.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "*a", "**", "{a}{b}", "{a", "a}", "}a{", "{*}", "*{a}", "{{a}"})
    void anythingElseIsNoPattern(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChannelPattern.of(text)).withMessageContaining(text);
    }

    @Test
    void aPatternWithoutSignsMatchesItselfAlone() {
        assertThat(match("lobby", "lobby")).isPresent();
    }

    @Test
    void aPatternWithoutSignsDoesNotMatchALongerName() {
        assertThat(match("lobby", "lobby2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public:", "public:a", "public:a:b.c-d"})
    void aStarMatchesAnyRest(String name) {
        assertThat(match("public:*", name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "public.a", "xpublic:a", "Public:a"})
    void aStarDoesNotForgiveWhatStandsBeforeIt(String name) {
        assertThat(match("public:*", name)).isEmpty();
    }

    @Test
    void aDotInAPatternIsADotAndNotAnyCharacter() {
        assertThat(match("room.*", "room:a")).isEmpty();
    }

    @Test
    void aStarCapturesNothing() {
        assertThat(captured("public:*", "public:a")).isEmpty();
    }

    @Test
    void aCaptureAtTheEndTakesEverythingToTheEnd() {
        assertThat(captured("private:user-{id}", "private:user-ada.lovelace:x")).contains("ada.lovelace:x");
    }

    @Test
    void aCaptureIsNeverEmpty() {
        assertThat(match("private:user-{id}", "private:user-")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"doc.7.meta,7", "doc.a-b_c.meta,a-b_c"})
    void aCaptureInTheMiddleTakesOneWholeSegment(String name, String id) {
        assertThat(captured("doc.{id}.meta", name)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc.7.8.meta", "doc.7:8.meta", "doc..meta"})
    void aCaptureInTheMiddleDoesNotCrossASeparator(String name) {
        assertThat(match("doc.{id}.meta", name)).isEmpty();
    }

    @Test
    void aCaptureBeforeAStarTakesTheWholeSegment() {
        assertThat(captured("doc.{id}*", "doc.seven.meta")).contains("seven");
    }

    @Test
    void whatIsCapturedIsStillEscaped() {
        assertThat(captured("private:user-{id}", "private:user-a=40b")).contains("a=40b");
    }

    @ParameterizedTest
    @CsvSource({"*,0", "a*,1", "abc,3", "{id},0", "user-{id},5", "a:{id}:*,3"})
    void onlyCharactersToTheLetterMakeAPatternSpecific(String pattern, int literals) {
        assertThat(ChannelPattern.of(pattern).specificity()).isEqualTo(literals);
    }
}
