package io.parley.perf.crowd;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An account that finds nothing lost whatever happens would make every storm a success. */
class HearingTest {
    private final Hearing hearing = new Hearing();

    private void hear(long... numbers) {
        for (long number : numbers) {
            hearing.text(message(number));
        }
    }

    private static String message(long number) {
        return "{\"type\":\"message\",\"data\":{\"n\":" + number + "},\"epoch\":\"e\",\"offset\":" + (number + 10) + "}";
    }

    @Test
    void whoHearsEachNumberOnceHasLostNothing() {
        hear(1, 2, 3);
        assertThat(hearing.lost(3)).isZero();
        assertThat(hearing.doubled()).isZero();
    }

    @Test
    void numbersThatWereSkippedAreLost() {
        hear(1, 4);
        assertThat(hearing.lost(4)).isEqualTo(2);
    }

    @Test
    void numbersThatAreMissingAtTheEndAreLost() {
        hear(1);
        assertThat(hearing.lost(3)).isEqualTo(2);
    }

    @Test
    void whoHearsNothingHasLostAll() {
        assertThat(hearing.lost(5)).isEqualTo(5);
    }

    @Test
    void aNumberThatComesAgainIsDoubled() {
        hear(1, 2, 2);
        assertThat(hearing.doubled()).isEqualTo(1);
        assertThat(hearing.lost(2)).isZero();
    }

    @Test
    void recoveryGoesOnFromTheNewestPosition() {
        hear(1, 2);
        assertThat(hearing.recover()).isEqualTo(",\"recover\":{\"epoch\":\"e\",\"offset\":12}");
    }

    @Test
    void theAnswerToSubscribeTellsWhatWasMissedAndWhereOneIs() {
        hear(1);
        hearing.text("{\"type\":\"subscribed\",\"epoch\":\"e\",\"offset\":13,\"recovered\":true,\"messages\":[" + message(2) + ','
                + message(3) + "]}");
        assertThat(hearing.lost(3)).isZero();
        assertThat(hearing.recover()).endsWith("\"offset\":13}");
    }

    @Test
    void whatCannotBeRecoveredIsCounted() {
        hearing.text("{\"type\":\"subscribed\",\"epoch\":\"f\",\"offset\":9,\"recovered\":false}");
        assertThat(hearing.unrecovered()).isEqualTo(1);
    }

    @Test
    void whoHasNoPositionAsksForNothing() {
        assertThat(hearing.recover()).isEmpty();
    }
}
