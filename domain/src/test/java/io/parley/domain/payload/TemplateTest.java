package io.parley.domain.payload;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.refusal.Outcome;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TemplateTest {
    private static final List<String> NAMES = List.of("user:4 2:online", "4 2", "online");

    private static Outcome<String> fill(String template, String fields, UnaryOperator<String> escape) {
        Template parsed = Template.of(template);
        return parsed.fill(NAMES, new JsonObject(Payload.NULL, Arrays.stream(fields.split(";")).map(field -> field.split("=", 2))
                .filter(field -> parsed.fields().contains(field[0])).collect(toMap(field -> field[0], field -> field(field[1])))), escape);
    }

    /** What is in braces or null has no text. */
    private static JsonObject.Field field(String value) {
        boolean plain = !value.equals("null") && !value.startsWith("{");
        return new JsonObject.Field(Payload.ofJson(value), plain ? Optional.of(value) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"job:update,job:update", "{0},user:4 2:online", "{1}/{2},4 2/online", "jobs.{jobId},jobs.7", "{data.userId}!,ada!",
            "{jobId}{jobId},77"})
    void gapsAreFilled(String template, String filled) {
        assertThat(fill(template, "jobId=7;data.userId=ada", UnaryOperator.identity())).isEqualTo(Outcome.done(filled));
    }

    @ParameterizedTest
    @CsvSource({"jobs:{id},jobs:a=3Ab", "user:{1},user:4=202", "{0},user:4 2:online"})
    void whatComesIntoAGapIsEscapedButTheWholeNameIsNot(String template, String filled) {
        assertThat(fill(template, "id=a:b", ChannelName::escape)).isEqualTo(Outcome.done(filled));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other=1", "id=", "id=null", "id={}"})
    void aGapForWhichThereIsNoTextIsRefusedWithItsPath(String fields) {
        assertThat(fill("jobs.{id}", fields, UnaryOperator.identity()))
                .isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(no.refusal().details()).containsEntry("path", "$.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "{}", "a{b", "a}b", "{a b}", "{a.}", "{.a}", "{a..b}", "{12}", "{-a}", "{{a}}", "{*}"})
    void whatIsNoTemplateIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Template.of(text)).withMessageContaining("'" + text + "'");
    }

    @Test
    void aTemplateIsNoLongerThanAName() {
        assertThat(Template.of("a".repeat(255))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Template.of("a".repeat(256)));
    }

    @ParameterizedTest
    @CsvSource({"{0},true", "a{2}b,true", "{data.userId},false", "plain,false"})
    void itSaysWhetherItNeedsASource(String template, boolean needed) {
        assertThat(Template.of(template).needsSource()).isEqualTo(needed);
    }
}
