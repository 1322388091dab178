package io.parley.adapters.wire;

import org.jspecify.annotations.Nullable;

import io.parley.domain.delivery.Position;

/** A position while it is read. */
final class PositionDraft {
    /** No offset yet. */
    static final long NONE = -1;

    @Nullable
    String epoch;
    long offset = NONE;

    /** The position, or null and what is wrong with it noted, unless that was noted before. */
    @Nullable
    Position finish(CommandDraft draft, String path) {
        String name = epoch;
        if (name == null || name.isEmpty() || name.length() > Position.MAX_EPOCH_LENGTH) {
            draft.fault(path + ".epoch", "1-" + Position.MAX_EPOCH_LENGTH + " characters",
                    name == null ? "nothing" : name.length() + " characters");
            return null;
        }
        if (offset == NONE) {
            draft.fault(path + ".offset", "an integer from 0 on", "nothing");
            return null;
        }
        return new Position(name, offset);
    }
}
