package io.parley.bootstrap.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the trials at their full length, one after another, and prints a table; ends with 1 if a mark is missed. */
public final class Reliability {
    /** Of the marks. */
    private static final int SUBSCRIBERS = 20;

    private Reliability() {}

    /** @param names of the trials to run; none: all */
    public static void main(String... names) {
        List<String> rows = new ArrayList<>();
        List<String> shortOf = chosen(Set.of(names)).filter(trial -> !isMet(trial, rows)).map(Trial::name).toList();
        System.out.println(Report.HEAD + "\n" + String.join("\n", rows));
        System.out.println("\nMarks missed: " + (shortOf.isEmpty() ? "none" : shortOf));
        // The HTTP client's threads would keep it alive for a while.
        System.exit(shortOf.isEmpty() ? 0 : 1);
    }

    private static boolean isMet(Trial trial, List<String> rows) {
        try {
            Report report = trial.run(SUBSCRIBERS);
            List<String> missed = trial.mark().missedBy(report);
            rows.add(report.row());
            System.out.println(report.text() + "mark " + trial.name() + ": " + (missed.isEmpty() ? "met" : missed) + "\n");
            return missed.isEmpty();
        } catch (RuntimeException | AssertionError e) {
            // A server or a node that did not start; the other trials have their own.
            System.out.println("mark " + trial.name() + ": there is no account, " + e + "\n");
            return false;
        }
    }

    private static Stream<Trial> chosen(Set<String> names) {
        Set<String> known = Set.copyOf(Trial.all().stream().map(Trial::name).toList());
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("There are " + known + ", not all of " + names);
        }
        return Trial.all().stream().filter(trial -> names.isEmpty() || names.contains(trial.name()));
    }
}
