package io.parley.adapters.cel;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A set that rules see as a list, in no particular order. Looking for something in it takes no longer in a large one. */
final class SetAsList extends AbstractList<String> {
    private final Set<String> set;
    private @Nullable List<String> ordered;

    SetAsList(Set<String> set) {
        this.set = set;
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return value instanceof String && set.contains(value);
    }

    @Override
    public Iterator<String> iterator() {
        return set.iterator();
    }

    @Override
    public String get(int index) {
        if (ordered == null) {
            ordered = List.copyOf(set);
        }
        return ordered.get(index);
    }

    @Override
    public int size() {
        return set.size();
    }
}
