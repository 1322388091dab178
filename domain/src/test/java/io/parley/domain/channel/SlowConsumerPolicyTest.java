package io.parley.domain.channel;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.SlowConsumerPolicy.Action;
import io.parley.domain.payload.Template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SlowConsumerPolicyTest {
    private static SlowConsumerPolicy by(Action action, String template) {
        return new SlowConsumerPolicy(action, Optional.of(Template.of(template)));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void aChannelIsLossyUnlessTheClientIsDisconnected(Action action) {
        assertThat(SlowConsumerPolicy.of(action).isLossy()).isEqualTo(action != Action.DISCONNECT);
    }

    @Test
    void whatCoalescesMayNameTheFieldsByWhichItDoes() {
        assertThat(by(Action.COALESCE, "{room}/{user.id}").coalesceBy()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = Action.class, names = "COALESCE", mode = EnumSource.Mode.EXCLUDE)
    void whatDoesNotCoalesceNamesNone(Action action) {
        assertThatIllegalArgumentException().isThrownBy(() -> by(action, "{userId}")).withMessageContaining("coalesce-by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{userId}{1}"})
    void aMessageHasNoSource(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> by(Action.COALESCE, template)).withMessageContaining(template);
    }
}
