package io.parley.domain.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * Which positions belong to a channel's history. When the store fails over it goes on under a new epoch, at the offset that it still knows: what
 * was stored before is the same history by another name, and what was said beyond that offset is lost. So a position of an earlier epoch holds if
 * it lies before the end of that epoch's stretch, and is never taken for one of what came after.
 *
 * @param newest  the newest position
 * @param earlier the stretches before it, the oldest first
 */
public record Lineage(Position newest, List<Stretch> earlier) {
    public Lineage {
        earlier = List.copyOf(earlier);
    }

    /** Whether the position is, or was before some of it was lost, of this history. */
    public boolean knows(Position position) {
        return stretches().stream().anyMatch(stretch -> stretch.epoch().equals(position.epoch()));
    }

    /** Whether the history that leads to {@link #newest} went through that position, or begins with it. */
    public boolean holds(Position position) {
        return stretches().stream().anyMatch(stretch -> stretch.epoch().equals(position.epoch()) && position.offset() <= stretch.end());
    }

    /**
     * From where somebody goes on who was at a position that does not hold, or after which something is missing: so that he hears what can still
     * be heard, and nothing that he may have heard before under a name that is lost.
     *
     * @param oldest the offset of the oldest message that is at hand; one above the newest if there is none
     */
    public Position resumeAfter(Position lost, long oldest) {
        long beginning = oldest - 1;
        if (holds(lost)) {
            return at(beginning);
        }
        return stretches().stream().filter(stretch -> stretch.epoch().equals(lost.epoch())).findFirst()
                .map(stretch -> at(Math.max(beginning, stretch.end())))
                .orElseGet(() -> earlier.isEmpty() && beginning == 0 ? at(0) : newest);
    }

    private Position at(long offset) {
        return new Position(newest.epoch(), Math.min(offset, newest.offset()));
    }

    /** All of it, the newest stretch last. What a later failover lost is lost in the stretches before it too. */
    public List<Stretch> stretches() {
        List<Stretch> all = new ArrayList<>();
        all.add(new Stretch(newest.epoch(), newest.offset()));
        long end = newest.offset();
        for (Stretch stretch : earlier.reversed()) {
            end = Math.min(end, stretch.end());
            all.addFirst(new Stretch(stretch.epoch(), end));
        }
        return List.copyOf(all);
    }
}
