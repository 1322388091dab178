package io.parley.application.ingest;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SourcePatternTest {
    private static Optional<List<String>> match(String pattern, String name) {
        return SourcePattern.of(pattern).match(name);
    }

    @Test
    void aNameIsForItselfAlone() {
        assertThat(match("job-updates", "job-updates")).contains(List.of("job-updates"));
        assertThat(match("job-updates", "job-updates2")).isEmpty();
        assertThat(match("job.updates", "job-updates")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"booking:*,booking:created,created", "booking:*,booking:,''", "booking:*,booking:a:b,a:b", "a*z,az,''"})
    void aStarStandsForAnyCharacters(String pattern, String name, String star) {
        assertThat(match(pattern, name)).contains(List.of(name, star));
    }

    @Test
    void aStarStandsForALineBreakToo() {
        assertThat(match("booking:*", "booking:a\nb")).contains(List.of("booking:a\nb", "a\nb"));
    }

    @Test
    void theFirstOfSeveralStarsStandsForAsFewAsCanBe() {
        assertThat(match("user:*:*", "user:42:a:b")).contains(List.of("user:42:a:b", "42", "a:b"));
    }

    @Test
    void theOneWithMoreLettersIsMoreSpecific() {
        assertThat(SourcePattern.of("user:*:*").specificity()).isGreaterThan(SourcePattern.of("user:*").specificity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley:x", "parley:*", "parley*", "p*", "*", "*:created", "par*:x"})
    void whatTheHubSaysItselfCannotBeASource(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> SourcePattern.of(pattern)).withMessageContaining("parley:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parleys:*", "pa:*", "party", "Parley:*"})
    void whatOnlyLooksLikeItCan(String pattern) {
        assertThat(SourcePattern.of(pattern)).hasToString(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a?", "a[bc]", "a\\*", "a{b}", "a**", "a*b*c*d*", "ä:*", "a\n"})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> SourcePattern.of(pattern)).withMessageContaining("'" + pattern + "'");
    }

    @Test
    void aPatternIsNoLongerThanALabelMayBe() {
        assertThat(SourcePattern.of("a".repeat(128))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> SourcePattern.of("a".repeat(129)));
    }
}
