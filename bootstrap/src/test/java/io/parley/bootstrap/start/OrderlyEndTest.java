package io.parley.bootstrap.start;

import org.junit.jupiter.api.Test;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** An end that was not in order is not taken for one. */
class OrderlyEndTest {
    /** A part of a hub. */
    private static final class Part implements Lifecycle {
        private final boolean stops;
        private boolean running;

        Part(boolean stops) {
            this.stops = stops;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            if (!stops) {
                throw new IllegalStateException("it cannot be stopped");
            }
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    private static GenericApplicationContext hubWith(Part part) {
        GenericApplicationContext hub = new GenericApplicationContext();
        hub.registerBean(Part.class, () -> part);
        hub.refresh();
        hub.start();
        return hub;
    }

    @Test
    void whatStopsIsAnEndInOrder() {
        Part part = new Part(true);
        assertThat(OrderlyEnd.stop(hubWith(part))).isTrue();
        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void aPartThatDoesNotStopIsNone() {
        GenericApplicationContext hub = hubWith(new Part(false));
        assertThat(OrderlyEnd.stop(hub)).isFalse();
        assertThat(hub.isActive()).as("the rest has stopped").isFalse();
    }

    @Test
    void whatHadNotStartedHasNothingToStop() {
        assertThat(OrderlyEnd.stop(new GenericApplicationContext())).isTrue();
    }
}
