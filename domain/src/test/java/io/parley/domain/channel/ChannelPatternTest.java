package io.parley.domain.channel;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelPatternTest {
    private static Optional<Map<String, String>> match(String pattern, String name) {
        return ChannelPattern.of(pattern).match(new ChannelName(name));
    }

    private static Optional<String> captured(String pattern, String name) {
        return match(pattern, name).map(captured -> captured.get("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "public:*", "*", "user-{id}", "{id}", "a.{id}.b", "a:{id}:*", "{id}*", "{a}:{b}", "user:{id}:{event}",
            "{a}-{b}", "a,@{b9}=_*"})
    void aPatternIsMadeOfANamesCharactersCapturesAndAStarAtItsEnd(String text) {
        assertThat(ChannelPattern.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*b", "*a", "**", "{a}{b}", "{a", "a}", "}a{", "{*}", "*{a}", "{{a}", "{}", "{1}", "{a b}", "{a}:{a}",
            "a b", "a/b",
            "ä", "[a]", "(a)", "a|b", "a+", "^a", "a\\"})
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
    void aPatternWithoutCapturesCapturesNothing() {
        assertThat(match("public:*", "public:a")).contains(Map.of());
    }

    @ParameterizedTest
    @CsvSource({"private:user-{id},private:user-ada.lovelace,ada.lovelace", "progress:{id},progress:7.a-b,7.a-b",
            "doc.{id}.meta,doc.a-b_c.meta,a-b_c",
            "a:{id}:*,a:b.c:d:e,b.c", "{id}:*,a.b:c,a.b", "{id}-x,a-b-x,a-b"})
    void aCaptureTakesOneWholeSegment(String pattern, String name, String id) {
        assertThat(captured(pattern, name)).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"private:user-{id},private:user-a:b", "doc.{id}.meta,doc.7.8.meta", "doc.{id}.meta,doc.7:8.meta", "doc.{id},doc.7.8",
            "{id}.x,a.b.x", "{id}:x,a:b:x"})
    void aCaptureDoesNotCrossASeparator(String pattern, String name) {
        assertThat(match(pattern, name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"private:user-{id},private:user-", "doc.{id}.meta,doc..meta", "a:{id}:*,a::b", "user:{id}:{event},user::x"})
    void aCaptureIsNeverEmpty(String pattern, String name) {
        assertThat(match(pattern, name)).isEmpty();
    }

    @Test
    void severalCapturesEachTakeTheirSegment() {
        assertThat(match("user:{id}:{event}", "user:ada:typing.start")).contains(Map.of("id", "ada", "event", "typing.start"));
    }

    @Test
    void aStarMatchesWhatCapturesLeave() {
        assertThat(match("user:{id}:{event}*", "user:ada:typing:now")).contains(Map.of("id", "ada", "event", "typing"));
    }

    @Test
    void aStarAfterACaptureStartsWhereItsSegmentEnds() {
        assertThat(captured("doc.{id}*", "doc.seven.meta")).contains("seven");
    }

    @Test
    void whatIsCapturedIsStillEscaped() {
        assertThat(captured("private:user-{id}", "private:user-a=40b")).contains("a=40b");
    }

    @ParameterizedTest
    @CsvSource({"*,0", "a*,1", "abc,3", "{id},0", "user-{id},5", "a:{id}:*,3", "user:{id}:{event},6"})
    void onlyCharactersToTheLetterMakeAPatternSpecific(String pattern, int literals) {
        assertThat(ChannelPattern.of(pattern).specificity()).isEqualTo(literals);
    }
}
