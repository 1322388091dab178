package io.parley.domain.delivery;

import java.util.List;
import java.util.stream.LongStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class CursorPropertiesTest {
    private static List<Long> accepted(Cursor cursor, List<Long> offsets) {
        return offsets.stream().filter(offset -> cursor.accept(new Position("e", offset)) == Cursor.Arrival.NEXT).toList();
    }

    @Property
    void whateverArrivesInOneEpochTheAcceptedOffsetsFollowEachOtherWithoutAGap(@ForAll List<@LongRange(max = 30) Long> offsets) {
        List<Long> accepted = accepted(new Cursor(), offsets);
        if (!accepted.isEmpty()) {
            assertThat(accepted).isEqualTo(LongStream.rangeClosed(accepted.getFirst(), accepted.getLast()).boxed().toList());
        }
    }

    @Property
    void nothingIsAcceptedTwice(@ForAll List<@LongRange(max = 30) Long> offsets) {
        Cursor cursor = new Cursor();
        List<Long> first = accepted(cursor, offsets);
        assertThat(accepted(cursor, offsets)).filteredOn(first::contains).isEmpty();
    }
}
