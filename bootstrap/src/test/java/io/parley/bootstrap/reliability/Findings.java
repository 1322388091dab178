package io.parley.bootstrap.reliability;

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
 * @param reordered  heard after something that stands behind it, or after a later number of the same publisher
 * @param misplaced  heard at another position than the one that was acknowledged
 */
record Findings(String subscriber, Set<Long> lost, Set<Long> missedTold, Set<Long> torn, List<Long> doubled, Set<Long> reordered,
        Set<Long> misplaced) {

    static Findings of(Journal journal, List<Sent> sent, Map<Long, Position> heardByAnybody, Epochs epochs) {
        Map<Long, Integer> publishers = new HashMap<>();
        sent.forEach(number -> publishers.put(number.number(), number.publisher()));
        Findings findings = new Findings(journal.subscriber(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), doubled(journal),
                reordered(journal, publishers, epochs), new TreeSet<>());
        Map<Long, Position> heard = new HashMap<>();
        journal.firstHeard().forEach(message -> heard.put(message.number(), message.position()));
        sent.forEach(number -> findings.judge(number, Optional.ofNullable(heard.get(number.number())),
                Optional.ofNullable(heardByAnybody.get(number.number())), journal, epochs));
        return findings;
    }

    private void judge(Sent sent, Optional<Position> heard, Optional<Position> heardByAnybody, Journal journal, Epochs epochs) {
        if (heard.isPresent()) {
            if (sent.position().isPresent() && !sent.position().equals(heard)) {
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

    private static List<Long> doubled(Journal journal) {
        Set<Long> known = new HashSet<>();
        return journal.heard().map(Journal.Heard::number).filter(number -> !known.add(number)).toList();
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
