package io.parley.application.delivery;

import java.util.List;

import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Position;

/** What came after a position in a channel's history, or that nobody can say so. */
public sealed interface Replay {
    /** The channel's newest position. */
    Position newest();

    /**
     * Everything that came after, without a gap, up to some point.
     *
     * @param reached up to where; {@link #newest} if that is all
     */
    record Found(Lineage lineage, Position reached, List<Delivery> deliveries) implements Replay {
        @Override
        public Position newest() {
            return lineage.newest();
        }

        /** Whether nothing more comes after. */
        public boolean isLast() {
            return reached.offset() >= newest().offset();
        }
    }

    /**
     * The position is of a history that is lost, or some of what came after it is kept no more.
     *
     * @param resume what comes after this can still be heard
     */
    record Lost(Lineage lineage, Position resume) implements Replay {
        @Override
        public Position newest() {
            return lineage.newest();
        }
    }
}
