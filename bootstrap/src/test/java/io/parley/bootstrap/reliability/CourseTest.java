package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** How long it was silent, and when all were back. */
class CourseTest {
    private final Course course = new Course(100, 130, 160, 200);

    private static Journal hearing(long... moments) {
        return new Journal("a", LongStream.of(moments)
                .<Journal.Entry>mapToObj(at -> new Journal.Heard(at, new Position("e", at), at)).toList());
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
    void backIsWhenTheLastOneHeardSomething() {
        assertThat(course.backAfterHeal(List.of(hearing(110, 161, 190), hearing(110, 175)))).contains(Duration.ofNanos(15));
    }

    @Test
    void whoNeverHearsAnythingAgainIsNotBack() {
        assertThat(course.backAfterHeal(List.of(hearing(110, 161), hearing(159)))).isEmpty();
    }
}
