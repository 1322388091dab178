package io.parley.domain.delivery;

import org.junit.jupiter.api.Test;

import static io.parley.domain.delivery.Cursor.Arrival.DUPLICATE;
import static io.parley.domain.delivery.Cursor.Arrival.GAP;
import static io.parley.domain.delivery.Cursor.Arrival.NEW_EPOCH;
import static io.parley.domain.delivery.Cursor.Arrival.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

class CursorTest {
    private final Cursor cursor = new Cursor();

    private Cursor.Arrival arrives(String epoch, long offset) {
        return cursor.accept(new Position(epoch, offset));
    }

    @Test
    void theFirstPositionIsDueWhateverItIs() {
        assertThat(arrives("e", 17)).isEqualTo(NEXT);
    }

    @Test
    void aNewEpochMayBeginAnywhere() {
        arrives("e", 17);
        assertThat(arrives("f", 4)).isEqualTo(NEW_EPOCH);
    }

    @Test
    void theFollowingOffsetIsDue() {
        arrives("e", 1);
        assertThat(arrives("e", 2)).isEqualTo(NEXT);
    }

    @Test
    void theSameOffsetAgainIsADuplicate() {
        arrives("e", 1);
        assertThat(arrives("e", 1)).isEqualTo(DUPLICATE);
    }

    @Test
    void aLowerOffsetIsADuplicate() {
        arrives("e", 5);
        assertThat(arrives("e", 3)).isEqualTo(DUPLICATE);
    }

    @Test
    void aDuplicateDoesNotMoveTheCursorBack() {
        arrives("e", 5);
        arrives("e", 3);
        assertThat(arrives("e", 6)).isEqualTo(NEXT);
    }

    @Test
    void aSkippedOffsetIsAGap() {
        arrives("e", 1);
        assertThat(arrives("e", 3)).isEqualTo(GAP);
    }

    @Test
    void aGapIsNotTakenSoWhatWasMissedIsStillDue() {
        arrives("e", 1);
        arrives("e", 3);
        assertThat(arrives("e", 2)).isEqualTo(NEXT);
    }

    @Test
    void aNewEpochIsNotTakenByItself() {
        arrives("e", 9);
        arrives("f", 1);
        assertThat(arrives("e", 10)).isEqualTo(NEXT);
    }

    @Test
    void whoMovesTheCursorFollowsFromThere() {
        arrives("e", 1);
        cursor.moveTo(new Position("f", 7));
        assertThat(arrives("f", 8)).isEqualTo(NEXT);
        assertThat(cursor.last()).contains(new Position("f", 8));
    }

    @Test
    void aCursorThatHasSeenNothingHasNoLast() {
        assertThat(cursor.last()).isEmpty();
    }

    @Test
    void aLowerOffsetOfANewEpochIsNoDuplicate() {
        arrives("e", 9);
        assertThat(arrives("f", 1)).isEqualTo(NEW_EPOCH);
    }
}
