package io.parley.application.delivery;

import java.util.List;

import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Position;

/**
 * What was read of a channel's history, all of one moment.
 *
 * @param lineage    the newest position, offset 0 of its epoch if nothing was said yet, and which other positions are of the same history
 * @param oldest     the offset of the oldest that is at hand; one above the newest if there is none
 * @param reached    the last offset that was looked at in the asked direction, whether there was something readable at it or not; where nothing
 *                   was looked at, the one from which was asked
 * @param deliveries what was read, in the asked direction, all with positions
 * @param archived   whether what is older may be in the archive
 */
public record Excerpt(Lineage lineage, long oldest, long reached, List<Delivery> deliveries, boolean archived) {
    /** The newest position. */
    public Position newest() {
        return lineage.newest();
    }

    /** Whether there is nothing more in the direction that was asked for, as far as is at hand. */
    public boolean isLast(boolean reverse) {
        return reverse ? reached <= oldest : reached >= newest().offset();
    }
}
