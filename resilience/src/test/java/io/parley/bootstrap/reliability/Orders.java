package io.parley.bootstrap.reliability;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.parley.domain.delivery.Position;

/** Compares what subscribers heard with one another. */
final class Orders {

    private Orders() {}

    /**
     * Those who differ from the one who heard most, in order or in what stands at a position. A number that stands at two positions is left out
     * of the order: who heard which of them is judged elsewhere, as doubled or misplaced.
     */
    static Set<String> different(List<Journal> journals) {
        Set<String> different = new TreeSet<>();
        Set<Long> comparable = atOnePosition(journals);
        journals.stream().max(Comparator.comparingLong(journal -> journal.heard().count())).ifPresent(model -> {
            Map<Position, Long> places = places(model);
            for (Journal journal : journals) {
                if (!common(journal, model, comparable).equals(common(model, journal, comparable)) || contradicts(journal, places)) {
                    different.add(journal.subscriber());
                }
            }
        });
        return different;
    }

    private static Set<Long> atOnePosition(List<Journal> journals) {
        return journals.stream().flatMap(Journal::heard).collect(Collectors.groupingBy(Journal.Heard::number,
                Collectors.mapping(Journal.Heard::position, Collectors.toSet()))).entrySet().stream()
                .filter(number -> number.getValue().size() == 1).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<Long> common(Journal one, Journal other, Set<Long> comparable) {
        Set<Long> others = other.numbers();
        others.retainAll(comparable);
        return one.firstHeard().stream().map(Journal.Heard::number).filter(others::contains).toList();
    }

    private static Map<Position, Long> places(Journal journal) {
        Map<Position, Long> places = new HashMap<>();
        journal.heard().forEach(heard -> places.putIfAbsent(heard.position(), heard.number()));
        return places;
    }

    private static boolean contradicts(Journal journal, Map<Position, Long> places) {
        return journal.heard().anyMatch(heard -> places.getOrDefault(heard.position(), heard.number()) != heard.number());
    }
}
