package io.parley.bootstrap.configuration;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.parley.application.Unavailable;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ChoreTest {
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Chore chore = new Chore("Sweeping the floor", () -> {
        if (failure.get() != null) {
            throw failure.get();
        }
    });

    private static long lines(CapturedOutput output, String words) {
        return output.getAll().lines().filter(line -> line.contains(words)).count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureThatLastsIsSaidOnceAndItsEndIsSaidOnce(boolean outage, CapturedOutput output) {
        failure.set(outage ? new Unavailable("test: away", new IllegalStateException()) : new IllegalStateException("test: broken"));
        for (int i = 0; i < 3; i++) {
            chore.run();
        }
        failure.set(null);
        chore.run();
        chore.run();
        assertThat(lines(output, "Sweeping the floor fails")).isEqualTo(1);
        assertThat(lines(output, "Sweeping the floor works again")).isEqualTo(1);
    }

    @Test
    void whatWorksIsNotSpokenOf(CapturedOutput output) {
        chore.run();
        assertThat(lines(output, "Sweeping")).isZero();
    }
}
