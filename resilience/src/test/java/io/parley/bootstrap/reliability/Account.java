package io.parley.bootstrap.reliability;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.parley.domain.delivery.Position;

/**
 * The exact account of a drill: of every number that was sent, whether acknowledged or not, and of every subscriber.
 *
 * @param findings  one for each subscriber
 * @param different the subscribers who heard the same things in another order than the one who heard most, or something else at the same position
 */
record Account(Course course, List<Sent> sent, List<Journal> journals, List<Findings> findings, Set<String> different) {

    static Account of(Course course, List<Sent> sent, List<Journal> journals) {
        Epochs epochs = Epochs.of(sent, journals);
        Map<Long, Position> heard = new HashMap<>();
        journals.forEach(journal -> journal.heard().forEach(message -> heard.putIfAbsent(message.number(), message.position())));
        List<Findings> findings = journals.stream().map(journal -> Findings.of(journal, sent, heard, epochs)).toList();
        return new Account(course, sent, journals, findings, Orders.different(journals));
    }

    long acknowledged() {
        return sent.stream().filter(number -> number.acknowledged().isPresent()).count();
    }

    /** Unacknowledged numbers that so many of the subscribers heard: {@code all} or none of them, or neither. */
    long unacknowledged(Hearers hearers) {
        Map<Long, Integer> ears = new HashMap<>();
        journals.forEach(journal -> journal.numbers().forEach(number -> ears.merge(number, 1, Integer::sum)));
        return sent.stream().filter(number -> number.acknowledged().isEmpty())
                .filter(number -> Hearers.of(ears.getOrDefault(number.number(), 0), journals.size()) == hearers).count();
    }

    /** How many of the subscribers heard something. */
    enum Hearers {
        NONE, SOME, ALL;

        static Hearers of(int ears, int subscribers) {
            return ears == 0 ? NONE : ears < subscribers ? SOME : ALL;
        }
    }

    /** One of the things that may be wrong. */
    interface Kind extends Function<Findings, Collection<Long>> {}

    /** All that is wrong of a kind, added up over the subscribers. */
    long sum(Kind kind) {
        return findings.stream().mapToLong(one -> kind.apply(one).size()).sum();
    }

    /** The numbers concerned, each once. */
    Set<Long> numbers(Kind kind) {
        Set<Long> numbers = new HashSet<>();
        findings.forEach(one -> numbers.addAll(kind.apply(one)));
        return numbers;
    }

    /** How often subscribers were told so. */
    long count(Class<? extends Journal.Entry> kind) {
        return journals.stream().mapToLong(journal -> journal.of(kind).count()).sum();
    }
}
