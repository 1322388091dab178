package io.parley.domain.refusal;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OutcomeTest {
    private static final Refusal NO = Refusal.of(ErrorCode.PERMISSION_DENIED, "No");

    @Test
    void whatWasDoneGoesOn() {
        assertThat(Outcome.done(20).then(number -> Outcome.done(number + 1))).isEqualTo(Outcome.done(21));
    }

    @Test
    void whatWasDoneMayBeRefusedNext() {
        assertThat(Outcome.done(20).then(_ -> Outcome.<Integer>refused(NO))).isEqualTo(Outcome.refused(NO));
    }

    @Test
    void aNoStaysWhatItIs() {
        assertThat(Outcome.<Integer>refused(NO).then(number -> Outcome.done(number + 1))).isEqualTo(Outcome.refused(NO));
    }

    @Test
    void afterANoNothingMoreIsTried() {
        AtomicBoolean tried = new AtomicBoolean();
        Outcome.<Integer>refused(NO).then(number -> {
            tried.set(true);
            return Outcome.done(number);
        });
        assertThat(tried).isFalse();
    }

    @Test
    void aFailureIsNoOutcome() {
        assertThatIllegalStateException().isThrownBy(() -> Outcome.done(1).then(_ -> {
            throw new IllegalStateException("a fault");
        }));
    }
}
