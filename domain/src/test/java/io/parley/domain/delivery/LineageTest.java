package io.parley.domain.delivery;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineageTest {
    /** The store failed over twice: at 10, when 12 had been said, and at 15. */
    private final Lineage lineage = new Lineage(new Position("c", 20), List.of(new Stretch("a", 10), new Stretch("b", 15)));

    private boolean holds(String epoch, long offset) {
        return lineage.holds(new Position(epoch, offset));
    }

    @Test
    void everyPositionOfTheNewestEpochUpToTheNewestHolds() {
        assertThat(holds("c", 0)).isTrue();
        assertThat(holds("c", 20)).isTrue();
    }

    @Test
    void aPositionThatNobodyHasReachedDoesNotHold() {
        assertThat(holds("c", 21)).isFalse();
    }

    @Test
    void aPositionOfAnEarlierEpochHoldsUpToItsEnd() {
        assertThat(holds("a", 10)).isTrue();
        assertThat(holds("b", 15)).isTrue();
    }

    @Test
    void whatWasSaidBeyondTheEndOfAnEpochIsLost() {
        assertThat(holds("a", 11)).isFalse();
        assertThat(holds("b", 16)).isFalse();
    }

    @Test
    void aPositionOfAnotherHistoryNeverHolds() {
        assertThat(holds("x", 1)).isFalse();
    }

    @Test
    void whoIsBehindWhatIsAtHandGoesOnWithTheOldestThatIs() {
        assertThat(lineage.resumeAfter(new Position("a", 3), 8)).isEqualTo(new Position("c", 7));
    }

    @Test
    void whoHeardWhatIsLostGoesOnWhereItWasLost() {
        assertThat(lineage.resumeAfter(new Position("a", 12), 8)).isEqualTo(new Position("c", 10));
        assertThat(lineage.resumeAfter(new Position("a", 12), 19)).isEqualTo(new Position("c", 18));
    }

    @Test
    void whoComesFromAHistoryThatNobodyKnowsMayHaveHeardAnythingAndGoesOnWithTheNewest() {
        assertThat(lineage.resumeAfter(new Position("x", 3), 1)).isEqualTo(new Position("c", 20));
    }

    @Test
    void whoComesFromALostHistoryHearsTheNextFromItsBeginning() {
        Lineage fresh = new Lineage(new Position("d", 4), List.of());
        assertThat(fresh.resumeAfter(new Position("c", 20), 1)).isEqualTo(new Position("d", 0));
        assertThat(fresh.resumeAfter(new Position("c", 20), 3)).isEqualTo(new Position("d", 4));
    }

    @Test
    void whatTheSecondOfTwoFailoversLostIsLostInTheEpochBeforeTheFirstToo() {
        Lineage twice = new Lineage(new Position("c", 9), List.of(new Stretch("a", 10), new Stretch("b", 7)));
        assertThat(twice.holds(new Position("a", 7))).isTrue();
        assertThat(twice.holds(new Position("a", 8))).isFalse();
        assertThat(twice.resumeAfter(new Position("a", 9), 1)).isEqualTo(new Position("c", 7));
        assertThat(twice.stretches()).containsExactly(new Stretch("a", 7), new Stretch("b", 7), new Stretch("c", 9));
    }

    @Test
    void nobodyGoesOnBeyondTheNewest() {
        assertThat(lineage.resumeAfter(new Position("a", 3), 30)).isEqualTo(new Position("c", 20));
        assertThat(lineage.resumeAfter(new Position("a", 12), 30)).isEqualTo(new Position("c", 20));
    }

    @Test
    void itsStretchesEndWithTheNewest() {
        assertThat(lineage.stretches()).containsExactly(new Stretch("a", 10), new Stretch("b", 15), new Stretch("c", 20));
    }
}
