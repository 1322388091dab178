package io.parley.domain.channel;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelPolicyTest {
    private static ChannelPolicy policy(History history, OptionalInt capacity, boolean stateOnSubscribe) {
        return new ChannelPolicy(ChannelPattern.of("jobs.*"), Rules.of(Rule.USERS, Rule.USERS), history, false, RoomUse.NONE, capacity,
                stateOnSubscribe);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aChannelForNobodyIsNone(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(History.NONE, OptionalInt.of(capacity), false));
    }

    @Test
    void aChannelHoldsOneOrMore() {
        assertThat(policy(History.NONE, OptionalInt.of(1), false).capacity()).hasValue(1);
    }

    @Test
    void aStateThatIsNotKeptCannotBeTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(History.NONE, OptionalInt.empty(), true))
                .withMessageContaining("jobs.*");
    }

    @Test
    void aStateThatIsKeptIsTold() {
        assertThat(policy(new History(1, Duration.ofHours(1)), OptionalInt.empty(), true).stateOnSubscribe()).isTrue();
    }
}
