package io.parley.bootstrap.reliability;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.parley.domain.delivery.Position;

/** What one subscriber lived through, in order. Times are of {@link System#nanoTime}. */
record Journal(String subscriber, List<Entry> entries) {

    sealed interface Entry {
        long at();
    }

    record Heard(long number, Position position, long at) implements Entry {}

    /** It was told that messages before this moment may be missing: {@code recovered:false}, or a gap. */
    record Told(long at) implements Entry {}

    /** It came back, or was repaired, and was told that nothing is missing. */
    record Recovered(long at) implements Entry {}

    Stream<Heard> heard() {
        return of(Heard.class);
    }

    Stream<Told> told() {
        return of(Told.class);
    }

    <E extends Entry> Stream<E> of(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    Set<Long> numbers() {
        return heard().map(Heard::number).collect(Collectors.toSet());
    }

    /** Where each number stood when it was heard: at one position, if all is well. */
    Map<Long, Set<Position>> positions() {
        return heard().collect(Collectors.groupingBy(Heard::number, Collectors.mapping(Heard::position, Collectors.toSet())));
    }

    /** What it heard, without what it had heard before. */
    List<Heard> firstHeard() {
        Set<Long> known = new HashSet<>();
        return heard().filter(heard -> known.add(heard.number())).toList();
    }

    /** Whether it was told of a gap where this position would have been. */
    boolean admitsMissing(Position missing, Epochs epochs) {
        int before = lastBefore(missing, epochs).orElse(-1);
        int after = firstAfter(before, missing, epochs).orElse(entries.size());
        return entries.subList(before + 1, after).stream().anyMatch(Told.class::isInstance);
    }

    private OptionalInt lastBefore(Position missing, Epochs epochs) {
        return IntStream.iterate(entries.size() - 1, index -> index >= 0, index -> index - 1)
                .filter(index -> entries.get(index) instanceof Heard heard && epochs.compare(heard.position(), missing) < 0).findFirst();
    }

    private OptionalInt firstAfter(int start, Position missing, Epochs epochs) {
        return IntStream.range(start + 1, entries.size())
                .filter(index -> entries.get(index) instanceof Heard heard && epochs.compare(heard.position(), missing) > 0).findFirst();
    }
}
