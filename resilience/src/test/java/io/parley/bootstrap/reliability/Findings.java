package io.parley.bootstrap.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.parley.domain.delivery.Position;

/**
 * What is wrong with what one subscriber heard, by number.
 *
 * @param lost       acknowledged, never heard, and nothing was said of a gap there
 * @param missedTold acknowledged and never heard, but the subscriber was told that messages are missing there
 * @param torn       not acknowledged, heard by others and not by this subscriber, which was told of no gap there
 * @param doubled    once for each time that it was heard again
 * @param repeatTold the same, but in a later epoch, after the subscriber was told that messages may be missing: who lost them lost the keys too,
 *                   by which a number that is said again is known
 * @param reordered  heard after something that stands behind it, or after a later number of the same publisher
 * @param misplaced  heard, but never at the position that was acknowledged, by whatever name its epoch went on
 */
record Findings(String subscriber, Set<Long> lost, Set<Long> missedTold, Set<Long> torn, List<Long> doubled, List<Long> repeatTold,
        Set<Long> reordered, Set<Long> misplaced) {

    static Findings of(Journal journal, List<Sent> sent, Map<Long, Position> heardByAnybody, Epochs epochs) {
        Map<Long, Integer> publishers = new HashMap<>();
        sent.forEach(number -> publishers.put(number.number(), number.publisher()));
        Findings findings = new Findings(journal.subscriber(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new ArrayList<>(),
                new ArrayList<>(), reordered(journal, publishers, epochs), new TreeSet<>());
        findings.compareWithItself(journal);
        Map<Long, Set<Position>> heard = journal.positions();
        sent.forEach(number -> findings.judge(number, heard.getOrDefault(number.number(), Set.of()),
                Optional.ofNullable(heardByAnybody.get(number.number())), journal, epochs));
        return findings;
    }

    private void judge(Sent sent, Set<Position> heard, Optional<Position> heardByAnybody, Journal journal, Epochs epochs) {
        if (!heard.isEmpty()) {
            if (sent.position().filter(position -> heard.stream().noneMatch(place -> epochs.areOne(position, place))).isPresent()) {
                misplaced.add(sent.number());
            }
            return;
        }
        sent.position().or(() -> heardByAnybody).ifPresent(position -> {
            boolean told = journal.admitsMissing(position, epochs);
            if (sent.acknowledged().isPresent()) {
                (told ? missedTold : lost).add(sent.number());
            } else if (!told) {
                torn.add(sent.number());
            }
        });
    }

    private void compareWithItself(Journal journal) {
        Map<Long, String> epochs = new HashMap<>();
        Set<Long> excused = new HashSet<>();
        for (Journal.Entry entry : journal.entries()) {
            if (entry instanceof Journal.Told) {
                excused.addAll(epochs.keySet());
            } else if (entry instanceof Journal.Heard(long number, Position position, _)) {
                String before = epochs.put(number, position.epoch());
                if (before != null) {
                    boolean told = excused.remove(number) && !before.equals(position.epoch());
                    (told ? repeatTold : doubled).add(number);
                }
            }
        }
    }

    private static Set<Long> reordered(Journal journal, Map<Long, Integer> publishers, Comparator<Position> order) {
        Set<Long> reordered = new TreeSet<>();
        Map<Integer, Long> latest = new HashMap<>();
        Optional<Position> highest = Optional.empty();
        for (Journal.Heard heard : journal.firstHeard()) {
            if (highest.filter(known -> order.compare(heard.position(), known) <= 0).isPresent()) {
                reordered.add(heard.number());
            } else {
                highest = Optional.of(heard.position());
            }
            int publisher = publishers.getOrDefault(heard.number(), -1);
            if (latest.merge(publisher, heard.number(), Math::max) != heard.number()) {
                reordered.add(heard.number());
            }
        }
        return reordered;
    }
}
