package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a report must show. In every drill nothing is lost silently, doubled, reordered, torn, misplaced or heard in different orders, and in the
 * end everything is acknowledged.
 *
 * @param mayBeTold  whether messages may be missing, or repeated, where the subscriber is told so; otherwise nothing is missing and nobody is told that
 *                   anything is
 * @param silence    how long a subscriber may hear nothing
 * @param back       how soon after the fault's end all hear something
 * @param unready    how soon after the fault's beginning some node says that it is not ready
 * @param refusal    how long half of the answers with RT_010 may take; there must be some
 */
record Mark(boolean mayBeTold, Optional<Duration> silence, Optional<Duration> back, Optional<Duration> unready,
        Optional<Duration> refusal) {
    static final Mark NOTHING_MISSING = new Mark(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    static final Mark NOTHING_SILENT = new Mark(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int PATIENCE = 5;

    Mark silentFor(Duration most) {
        return new Mark(mayBeTold, Optional.of(most), back, unready, refusal);
    }

    Mark backWithin(Duration most) {
        return new Mark(mayBeTold, silence, Optional.of(most), unready, refusal);
    }

    Mark unreadyWithin(Duration most) {
        return new Mark(mayBeTold, silence, back, Optional.of(most), refusal);
    }

    Mark refusedWithin(Duration most) {
        return new Mark(mayBeTold, silence, back, unready, Optional.of(most));
    }

    /** As part of a build, whose other tests run at the same time: everything takes longer there, and is lost as little. */
    Mark inABuild() {
        return new Mark(mayBeTold, silence.map(Mark::patiently), back.map(Mark::patiently), unready.map(Mark::patiently),
                refusal.map(Mark::patiently));
    }

    private static Duration patiently(Duration most) {
        return most.multipliedBy(PATIENCE);
    }

    /** What the report shows against it, in words; empty: it is met. */
    List<String> missedBy(Report report) {
        Account account = report.account();
        List<String> missed = new ArrayList<>();
        none(missed, "lost silently", account.sum(Findings::lost));
        none(missed, "doubled", account.sum(Findings::doubled));
        none(missed, "reordered", account.sum(Findings::reordered));
        none(missed, "torn", account.sum(Findings::torn));
        none(missed, "misplaced", account.sum(Findings::misplaced));
        none(missed, "in another order", account.different().size());
        none(missed, "never acknowledged", account.sent().size() - account.acknowledged());
        if (!mayBeTold) {
            none(missed, "missed, though told", account.sum(Findings::missedTold));
            none(missed, "repeated, though told", account.sum(Findings::repeatTold));
            none(missed, "times told that something is missing", account.count(Journal.Told.class));
        }
        silence.ifPresent(most -> within(missed, "silence", most, Optional.of(report.longestSilence())));
        back.ifPresent(most -> within(missed, "back after heal", most, report.backAfterHeal()));
        unready.ifPresent(most -> within(missed, "readiness down", most, report.firstUnready()));
        refusal.ifPresent(most -> within(missed, "RT_010", most,
                Optional.of(report.troubles().usualUnavailable()).filter(_ -> report.troubles().unavailable() > 0)));
        return missed;
    }

    private static void none(List<String> missed, String what, long count) {
        if (count > 0) {
            missed.add(count + " " + what);
        }
    }

    private static void within(List<String> missed, String what, Duration most, Optional<Duration> seen) {
        if (seen.filter(time -> time.compareTo(most) <= 0).isEmpty()) {
            missed.add(what + " " + seen.map(Report::seconds).orElse("never") + ", not within " + Report.seconds(most));
        }
    }
}
