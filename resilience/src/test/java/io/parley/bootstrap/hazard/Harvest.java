package io.parley.bootstrap.hazard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers to a burst of frames, and what is promised of them. For one thread. */
final class Harvest {
    private final List<HostileFrame> burst;
    private final List<Fate> fates;
    /** How often each readable id was sent, less how often it was answered: below zero if it came too often. */
    private final Map<String, Integer> owed = new HashMap<>();
    /** The same of messages whose answer has to be an error. */
    private final Map<String, Integer> owedErrors = new HashMap<>();
    private int missing;
    private int errorsWithoutId;
    private int answers;
    private boolean ended;

    Harvest(List<HostileFrame> burst) {
        this.burst = burst;
        fates = burst.stream().flatMap(frame -> frame.fates().stream()).toList();
        for (Fate fate : fates) {
            fate.id().ifPresent(id -> {
                owed.merge(id, 1, Integer::sum);
                owedErrors.merge(id, fate.refused() ? 1 : 0, Integer::sum);
                missing++;
            });
        }
    }

    void add(Optional<String> id, boolean error) {
        answers++;
        id.ifPresentOrElse(one -> {
            missing -= owed.merge(one, -1, Integer::sum) >= 0 ? 1 : 0;
            owedErrors.merge(one, error ? -1 : 0, Integer::sum);
        }, () -> errorsWithoutId++);
    }

    /** The answer to the message behind the burst came. One about a channel may come later, behind something of low priority in that channel. */
    void ended() {
        ended = true;
    }

    /** Whether nothing more is promised. */
    boolean isComplete() {
        return ended && missing == 0;
    }

    int answers() {
        return answers;
    }

    /** Every message has its answer, an error where no other can be. */
    void mustBeWhole() {
        owedErrors.values().stream().filter(count -> count > 0).findAny().ifPresent(_ -> fail("something else than an error"));
        long broken = fates.stream().filter(fate -> fate.refused() && fate.id().isEmpty()).count();
        // An error may name an id that was read before the text turned out to be no message.
        if (errorsWithoutId + surplus() < broken) {
            fail("fewer errors than the " + broken + " that are no messages");
        }
        mustHaveNoneTwice();
    }

    /** No message has two answers, whether all have one or not. */
    void mustHaveNoneTwice() {
        if (surplus() > fates.stream().filter(fate -> fate.id().isEmpty()).count()) {
            fail("more answers than messages");
        }
    }

    private int surplus() {
        return owed.values().stream().mapToInt(count -> Math.max(0, -count)).sum();
    }

    /** Fails with all that was sent. */
    void fail(String what) {
        StringBuilder message = new StringBuilder(what).append("; owed: ").append(owed).append(", errors without an id: ")
                .append(errorsWithoutId).append("; sent:");
        burst.forEach(frame -> message.append("\n  ").append(frame).append("\n    → ").append(frame.fates()));
        throw new AssertionError(message);
    }
}
