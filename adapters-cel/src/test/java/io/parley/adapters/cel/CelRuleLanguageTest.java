package io.parley.adapters.cel;

import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Facts;
import io.parley.application.rule.Question;
import io.parley.application.rule.Said;
import io.parley.domain.channel.Rule;

import static io.parley.adapters.cel.Scene.ADA;
import static io.parley.adapters.cel.Scene.BOB;
import static io.parley.adapters.cel.Scene.LANGUAGE;
import static io.parley.adapters.cel.Scene.SERVER;
import static io.parley.adapters.cel.Scene.channel;
import static io.parley.adapters.cel.Scene.refusal;
import static io.parley.adapters.cel.Scene.rule;
import static io.parley.adapters.cel.Scene.said;
import static org.assertj.core.api.Assertions.assertThat;

/** What each question offers, and what is kept of what was compiled. */
class CelRuleLanguageTest {
    @ParameterizedTest
    @CsvSource({"ENTER,auth", "ENTER,data", "ENTER,channel", "ENTER,captured", "PUBLISH,auth", "PUBLISH,data", "PUBLISH,channel",
            "PUBLISH,captured", "PUBLISH,message", "FILTER,message", "AUDIENCE,auth", "AUDIENCE,channel", "AUDIENCE,message"})
    void aQuestionOffersWhatItSays(Question question, String variable) {
        assertThat(rule("dyn(" + variable + ") != null", question)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"ENTER,message", "FILTER,auth", "FILTER,data", "FILTER,channel", "FILTER,captured", "AUDIENCE,data", "AUDIENCE,captured"})
    void whatAQuestionDoesNotOfferDoesNotCompile(Question question, String variable) {
        assertThat(refusal("true && " + variable + " != null", question).details()).containsEntry("position", 8).containsEntry("got",
                variable);
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void whatWasCompiledIsFoundAgain(Question question) {
        assertThat(LANGUAGE.compile(new Rule("1 == 1"), question)).isSameAs(LANGUAGE.compile(new Rule("1 == 1"), question));
    }

    @Test
    void whatWasRefusedIsFoundAgain() {
        assertThat(LANGUAGE.compile(new Rule("1 =="), Question.ENTER)).isSameAs(LANGUAGE.compile(new Rule("1 =="), Question.ENTER));
    }

    @Test
    void theSameTextIsAnotherRuleForAnotherQuestion() {
        assertThat(rule("message.event == 'note'", Question.FILTER)).isNotSameAs(rule("message.event == 'note'", Question.PUBLISH));
    }

    @Test
    void aFilterIsJudgedByTheMessageAlone() {
        assertThat(rule("message.event == 'note' && message.sender == 'ada'", Question.FILTER).permits(Facts.said(said("1")))).isTrue();
    }

    @Test
    void anAudienceIsJudgedByTheReceiver() {
        assertThat(rule("auth.uid == 'bob' && channel == 'chat:1'", Question.AUDIENCE)).returns(true,
                rule -> rule.permits(Facts.receiving(BOB, said("1"))))
                .returns(false, rule -> rule.permits(Facts.receiving(ADA, said("1"))));
    }

    @Test
    void aPublisherIsJudgedByWhoHeIsAndWhatHeSays() {
        assertThat(rule("auth.uid == message.sender && message.data.size() < 3", Question.PUBLISH)).returns(true,
                rule -> rule.permits(Facts.saying(ADA, channel("chat:1"), said("[1,2]"))));
    }

    @Test
    void aRuleThatIsAskedWithoutWhatItSpeaksOfSaysNo() {
        Facts nothing = new Facts(Optional.empty(), channel("chat:1").id(), Optional.empty(), Optional.empty());
        assertThat(rule("message.event != 'x' || auth.uid != 'x' || data.x != 1 || captured.id != 'x'", Question.PUBLISH).permits(nothing))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp('2020-01-01T00:00:00Z') == null", "duration('1h') == null", "bytes('a') == b'a'", "uint(1) == 1u"})
    void whatHasNoUseInARuleIsNotInTheLanguage(String text) {
        assertThat(refusal(text, Question.ENTER).message()).startsWith("Expected a function of the language at character 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"google.protobuf.Struct{} == {}", "google.protobuf.BoolValue{value: true}", "google.protobuf.Any{} == null"})
    void messagesOfProtocolBuffersAreNotInTheLanguage(String text) {
        assertThat(refusal(text, Question.ENTER).message()).contains("got google.protobuf.");
    }

    @Test
    void aRuleAnswersManyAtOnce() {
        CompiledRule rule = rule("auth.uid == 'ada' && message.data.all(n, n > 0)", Question.AUDIENCE);
        Said said = said("[1,2,3]");
        assertThat(
                IntStream.range(0, 10_000).parallel().filter(i -> rule.permits(Facts.receiving(i % 2 == 0 ? ADA : SERVER, said))).count())
                .isEqualTo(5_000);
    }
}
