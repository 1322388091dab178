package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** When the parts of a drill were, by {@link System#nanoTime}. A fault that nobody heals is over when it has been done. */
record Course(long loadBegan, long faultBegan, long healed, long loadEnded) {

    /** The longest time that one of them heard nothing while the load ran. */
    Duration longestSilence(List<Journal> journals) {
        return Duration.ofNanos(journals.stream().mapToLong(this::longestSilence).max().orElse(0));
    }

    private long longestSilence(Journal journal) {
        LongStream heard = journal.heard().mapToLong(Journal.Heard::at).filter(at -> at > loadBegan && at < loadEnded);
        long[] moments = LongStream.concat(LongStream.concat(LongStream.of(loadBegan), heard), LongStream.of(loadEnded)).toArray();
        long longest = 0;
        for (int i = 1; i < moments.length; i++) {
            longest = Math.max(longest, moments[i] - moments[i - 1]);
        }
        return longest;
    }

    /**
     * How long after the fault's end every one of them had heard something that was first said after it: what was on its way before, or is
     * told later, shows nothing of delivery. Empty: somebody never did.
     */
    Optional<Duration> backAfterHeal(List<Journal> journals, List<Sent> sent) {
        Set<Long> after = sent.stream().filter(number -> number.firstSentAt() >= healed).map(Sent::number).collect(Collectors.toSet());
        List<Long> first = journals.stream().flatMap(journal -> journal.heard().filter(heard -> after.contains(heard.number()))
                .findFirst().stream()).map(Journal.Heard::at).toList();
        return first.size() < journals.size()
                ? Optional.empty()
                : first.stream().max(Long::compare).map(latest -> Duration.ofNanos(latest - healed));
    }
}
