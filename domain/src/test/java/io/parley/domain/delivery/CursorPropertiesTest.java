package io.parley.domain.delivery;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class CursorPropertiesTest {
    private static List<Long> accepted(Cursor cursor, List<Long> offsets) {
        return offsets.stream().filter(offset -> cursor.accept(new Position("e", offset)) != Cursor.Arrival.DUPLICATE).toList();
    }

    @Property
    void whateverArrivesInOneEpochTheAcceptedOffsetsStrictlyIncrease(@ForAll List<@LongRange(max = 30) Long> offsets) {
        assertThat(accepted(new Cursor(), offsets)).isSorted().doesNotHaveDuplicates();
    }

    @Property
    void theHighestOffsetOfAnEpochIsAlwaysAccepted(@ForAll List<@LongRange(max = 30) Long> offsets) {
        offsets.stream().max(Long::compareTo).ifPresent(highest -> assertThat(accepted(new Cursor(), offsets)).endsWith(highest));
    }

    @Property
    void hearingEverythingTwiceBringsNothingNew(@ForAll List<@LongRange(max = 30) Long> offsets) {
        Cursor cursor = new Cursor();
        accepted(cursor, offsets);
        assertThat(accepted(cursor, offsets)).isEmpty();
    }
}
