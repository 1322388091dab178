package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An account and what else was seen, to be read by people. */
record Report(String fault, Account account, Troubles troubles, List<Readiness> readiness) {
    /** Of the table whose rows are {@link #row}. */
    static final String HEAD = """
            | fault | acknowledged of sent | lost silently | missed, told | doubled | repeated, told | reordered | different orders | recovered true / false | longest silence | back after heal | RT_010 (half, slowest) | ready: down, up |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    Duration longestSilence() {
        return account.course().longestSilence(account.journals());
    }

    Optional<Duration> backAfterHeal() {
        return account.course().backAfterHeal(account.journals(), account.sent());
    }

    /** How soon after the fault's beginning the first node said that it is not ready. */
    Optional<Duration> firstUnready() {
        return readiness.stream().flatMap(node -> node.downAfter(account.course().faultBegan()).stream()).min(Duration::compareTo);
    }

    /** One line of a table in Markdown. */
    String row() {
        return "| " + String.join(" | ", fault, account.acknowledged() + " of " + account.sent().size(), each(Findings::lost),
                each(Findings::missedTold), each(Findings::doubled), each(Findings::repeatTold), each(Findings::reordered),
                String.valueOf(account.different().size()),
                account.count(Journal.Recovered.class) + " / " + account.count(Journal.Told.class), seconds(longestSilence()),
                backAfterHeal().map(Report::seconds).orElse("never"),
                troubles.unavailable() + " (" + seconds(troubles.usualUnavailable()) + ", " + seconds(troubles.slowestUnavailable()) + ")",
                readiness.stream().map(this::readiness).collect(Collectors.joining("; "))) + " |";
    }

    /** All figures, each on a line of its own. */
    String text() {
        return """
                == %s: %d subscribers
                sent %d, acknowledged %d; unacknowledged: heard by all %d, by some %d, by none %d
                numbers (hearings): lost silently %s, missed and told %s, doubled %s, repeated and told %s, reordered %s, torn %s, misplaced %s
                subscribers with another order %d; told recovered:true %d, recovered:false %d
                longest silence %s, back after heal %s
                publishers: errors %s, slowest RT_010 %s, silences of 3 s %d, lost lines %d, most attempts %d
                ready: %s
                """.formatted(fault, account.journals().size(), account.sent().size(), account.acknowledged(),
                account.unacknowledged(Account.Hearers.ALL), account.unacknowledged(Account.Hearers.SOME),
                account.unacknowledged(Account.Hearers.NONE), each(Findings::lost), each(Findings::missedTold), each(Findings::doubled),
                each(Findings::repeatTold), each(Findings::reordered), each(Findings::torn), each(Findings::misplaced),
                account.different().size(),
                account.count(Journal.Recovered.class), account.count(Journal.Told.class), seconds(longestSilence()),
                backAfterHeal().map(Report::seconds).orElse("never"), troubles.errors(), seconds(troubles.slowestUnavailable()),
                troubles.silences(), troubles.lostLines(), account.sent().stream().mapToInt(Sent::attempts).max().orElse(0),
                readiness.stream().map(this::readiness).collect(Collectors.joining("; ")));
    }

    private String each(Account.Kind kind) {
        long hearings = account.sum(kind);
        return hearings == 0 ? "0" : account.numbers(kind).size() + " (" + hearings + ")";
    }

    private String readiness(Readiness node) {
        Course course = account.course();
        return node.hub().name() + node.downAfter(course.faultBegan()).map(down -> " down +" + seconds(down)
                + node.upAfter(course.healed()).map(up -> ", up +" + seconds(up)).orElse(", stays down")).orElse(" always");
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }
}
