package io.parley.adapters.websocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a connection is written to at once, and when it is left alone for a moment. */
class OutletTest {
    private static final long MOMENT = Outlet.GATHERING_NANOS;

    private final Outlet outlet = new Outlet() {
        @Override
        int flush(Run run) {
            return 0;
        }

        @Override
        void failed(RuntimeException cause) {
            throw cause;
        }
    };
    private long now = 1_000 * MOMENT;

    private void flushes(int times, int messages, long apart) {
        for (int i = 0; i < times; i++) {
            now += apart;
            outlet.flushed(messages, now);
        }
    }

    @Test
    void whoWasNeverWrittenToIsWrittenToAtOnce() {
        assertThat(outlet.rest(now)).isLessThanOrEqualTo(0);
    }

    @Test
    void aFewMessagesInAMomentGoOutAtOnce() {
        flushes(5, 1, MOMENT / 10);
        assertThat(outlet.rest(now)).isLessThanOrEqualTo(0);
    }

    @Test
    void whoIsWrittenToAllTheTimeRestsForAMoment() {
        flushes(20, 1, MOMENT / 10);
        assertThat(outlet.rest(now)).isEqualTo(MOMENT);
        assertThat(outlet.rest(now + MOMENT / 4)).isEqualTo(MOMENT - MOMENT / 4);
        assertThat(outlet.rest(now + MOMENT)).isLessThanOrEqualTo(0);
    }

    @Test
    void asLongAsAMomentBringsSeveralHeRests() {
        flushes(20, 1, MOMENT / 10);
        flushes(50, 10, MOMENT);
        assertThat(outlet.rest(now)).isEqualTo(MOMENT);
    }

    @Test
    void oneMomentThatBringsASingleMessageEndsIt() {
        flushes(20, 1, MOMENT / 10);
        flushes(1, 1, MOMENT);
        assertThat(outlet.rest(now)).isLessThanOrEqualTo(0);
    }

    @Test
    void whoIsQuietNeverRestsHoweverMuchIsSaidAtOnce() {
        flushes(50, 20, 2 * MOMENT);
        assertThat(outlet.rest(now)).isLessThanOrEqualTo(0);
    }

    @Test
    void itEntersTheQueueOnceUntilItLeaves() {
        assertThat(outlet.enters()).isTrue();
        assertThat(outlet.enters()).isFalse();
        outlet.leaves();
        assertThat(outlet.enters()).isTrue();
    }
}
