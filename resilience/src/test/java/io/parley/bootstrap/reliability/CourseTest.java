package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** How long it was silent, and when all were back. */
class CourseTest {
    private final Course course = new Course(100, 130, 160, 200);

    private static Journal hearing(long... moments) {
        return new Journal("a",
                LongStream.of(moments).<Journal.Entry>mapToObj(at -> new Journal.Heard(at, new Position("e", at), at)).toList());
    }

    @Test
    void theLongestSilenceOfAnybodyCounts() {
        assertThat(course.longestSilence(List.of(hearing(110, 120, 150, 190), hearing(110, 165, 180)))).isEqualTo(Duration.ofNanos(55));
    }

    @Test
    void whoFallsSilentBeforeTheEndIsSilentToTheEnd() {
        assertThat(course.longestSilence(List.of(hearing(110, 120)))).isEqualTo(Duration.ofNanos(80));
    }

    @Test
    void whatIsHeardAfterTheLoadBreaksNoSilenceOfTheLoad() {
        assertThat(course.longestSilence(List.of(hearing(110, 250)))).isEqualTo(Duration.ofNanos(90));
    }

    @Test
    void backIsWhenTheLastOneHeardSomethingNew() {
        assertThat(course.backAfterHeal(List.of(hearing(110, 161, 190), hearing(110, 175)), sentAt(110, 161, 175, 190)))
                .contains(Duration.ofNanos(15));
    }

    @Test
    void whatWasSaidBeforeTheEndOfTheFaultShowsNothing() {
        Journal late = new Journal("a",
                List.of(new Journal.Heard(159, new Position("e", 159), 165), new Journal.Heard(170, new Position("e", 170), 172)));
        assertThat(course.backAfterHeal(List.of(late), sentAt(159, 170))).contains(Duration.ofNanos(12));
    }

    @Test
    void whoNeverHearsAnythingAgainIsNotBack() {
        assertThat(course.backAfterHeal(List.of(hearing(110, 161), hearing(159)), sentAt(110, 159, 161))).isEmpty();
    }

    private static List<Sent> sentAt(long... moments) {
        return LongStream.of(moments).mapToObj(at -> new Sent(at, 0, at, 1, Optional.empty())).toList();
    }
}
