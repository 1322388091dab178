package io.parley.application.ingest;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IngestRuleTest {
    private static final Source SOURCE = new Source.Channels(SourcePattern.of("user:*"));

    private static IngestRule rule(Optional<String> channel, Optional<String> to, Optional<String> event, Optional<String> data) {
        return new IngestRule(RealmId.DEFAULT, SOURCE, channel.map(Template::of), to.map(Template::of), event.map(Template::of), data);
    }

    private static IngestRule into(String channel) {
        return rule(Optional.of(channel), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void aRuleKnowsTheFieldsThatItNeeds() {
        assertThat(rule(Optional.of("a:{b.c}"), Optional.of("{d}"), Optional.of("e:{f}"), Optional.of("g")).fields())
                .containsExactlyInAnyOrder("b.c", "d", "f", "g");
    }

    @Test
    void aRuleThatSpeaksNowhereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(Optional.empty(), Optional.empty(), Optional.of("e"), Optional.empty()))
                .withMessageContaining("channel or to");
    }

    @ParameterizedTest
    @ValueSource(strings = {":{id}", "a b", "a/{id}", "ä"})
    void aChannelWhoseNameCanBeNoneIsRefused(String channel) {
        assertThatIllegalArgumentException().isThrownBy(() -> into(channel)).withMessageContaining("channel: " + channel);
    }

    @Test
    void aStarThatTheSourceDoesNotHaveIsRefused() {
        assertThat(into("a:{1}")).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> into("a:{2}")).withMessageContaining("{2}");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new IngestRule(RealmId.DEFAULT, new Source.Stream("s"), Optional.of(Template.of("a:{1}")), Optional.empty(),
                                Optional.empty(), Optional.empty()))
                .withMessageContaining("{1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{a}", "a b", "a.", "$.a"})
    void dataThatIsNoPathIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(Optional.of("a"), Optional.empty(), Optional.empty(), Optional.of(path)))
                .withMessageContaining("data: '" + path + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "parley:x"})
    void aStreamThatCannotBeASourceIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Source.Stream(name)).withMessageContaining("'" + name + "'");
    }
}
