package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** A mark is missed for each of its reasons. */
class MarkTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static Journal.Heard heard(long number) {
        return new Journal.Heard(number, new Position("e", number), number * SECOND);
    }

    private static Sent acknowledged(long number) {
        return new Sent(number, 0, number * SECOND, 1, Optional.of(new Sent.Acknowledged(new Position("e", number), number)));
    }

    /** Of three messages, one a second, that a subscriber was to hear; the fault was at 1.5 s. */
    private static Report report(Journal.Entry... entries) {
        Account account = Account.of(new Course(0, 3 * SECOND / 2, 3 * SECOND / 2, 4 * SECOND),
                List.of(acknowledged(1), acknowledged(2), acknowledged(3)), List.of(new Journal("a", List.of(entries))));
        return new Report("a fault", account, new Troubles(), List.of());
    }

    @Test
    void whoHeardAllMeetsIt() {
        Mark mark = Mark.NOTHING_MISSING.silentFor(Duration.ofSeconds(1)).backWithin(Duration.ofMillis(500));
        assertThat(mark.missedBy(report(heard(1), heard(2), heard(3)))).isEmpty();
    }

    @Test
    void inABuildTimesAreLongerAndNothingElseIs() {
        Mark mark = Mark.NOTHING_SILENT.backWithin(Duration.ofMillis(400));
        assertThat(mark.missedBy(report(heard(1), heard(2), heard(3)))).hasSize(1);
        assertThat(mark.inABuild().missedBy(report(heard(1), heard(2), heard(3)))).isEmpty();
        assertThat(mark.inABuild().missedBy(report(heard(1), heard(3), heard(3)))).containsExactly("1 lost silently", "1 doubled");
    }

    @Test
    void lossAndDoublesAndDisorderMissEveryMark() {
        assertThat(Mark.NOTHING_SILENT.missedBy(report(heard(1), heard(3), heard(3)))).containsExactly("1 lost silently", "1 doubled");
        assertThat(Mark.NOTHING_SILENT.missedBy(report(heard(2), heard(1), heard(3)))).containsExactly("1 reordered");
    }

    @Test
    void whatWasToldMissesOnlyTheMarkThatAllowsNothingMissing() {
        Report report = report(heard(1), new Journal.Told(0), heard(3));
        assertThat(Mark.NOTHING_SILENT.missedBy(report)).isEmpty();
        assertThat(Mark.NOTHING_MISSING.missedBy(report)).hasSize(2);
    }

    @Test
    void beingToldOfAGapThatThereIsNotMissesItToo() {
        Report report = report(heard(1), heard(2), new Journal.Told(0), heard(3));
        assertThat(Mark.NOTHING_MISSING.missedBy(report)).containsExactly("1 times told that something is missing");
    }

    @Test
    void aSilenceThatIsTooLongMissesIt() {
        assertThat(Mark.NOTHING_SILENT.silentFor(Duration.ofMillis(999)).missedBy(report(heard(1), heard(2), heard(3)))).hasSize(1);
    }

    @Test
    void comingBackTooLateOrNeverMissesIt() {
        assertThat(Mark.NOTHING_SILENT.backWithin(Duration.ofMillis(499)).missedBy(report(heard(1), heard(2), heard(3)))).hasSize(1);
        assertThat(Mark.NOTHING_SILENT.backWithin(Duration.ofDays(1)).missedBy(report(heard(1))))
                .containsExactly("2 lost silently", "back after heal never, not within 86400.00 s");
    }

    @Test
    void noAnswerIsNotAQuickOne() {
        Report report = report(heard(1), heard(2), heard(3));
        assertThat(Mark.NOTHING_SILENT.refusedWithin(Duration.ofSeconds(1)).missedBy(report)).hasSize(1);
        report.troubles().error("RT_010", SECOND);
        assertThat(Mark.NOTHING_SILENT.refusedWithin(Duration.ofSeconds(1)).missedBy(report)).isEmpty();
        assertThat(Mark.NOTHING_SILENT.refusedWithin(Duration.ofMillis(999)).missedBy(report)).hasSize(1);
    }

    @Test
    void aNodeThatStaysReadyIsNotUnready() {
        assertThat(Mark.NOTHING_SILENT.unreadyWithin(Duration.ofSeconds(10)).missedBy(report(heard(1), heard(2), heard(3)))).hasSize(1);
    }

    @Test
    void whatIsNeverAcknowledgedMissesIt() {
        Account account = Account.of(new Course(0, 0, 0, SECOND), List.of(new Sent(1, 0, 1, 9, Optional.empty())),
                List.of(new Journal("a", List.of())));
        assertThat(Mark.NOTHING_SILENT.missedBy(new Report("a fault", account, new Troubles(), List.of())))
                .containsExactly("1 never acknowledged");
    }
}
