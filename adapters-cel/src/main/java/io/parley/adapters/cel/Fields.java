package io.parley.adapters.cel;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A map of the rule language whose values are made when a rule asks for them: most rules ask for one. One evaluation, one thread. */
abstract class Fields extends AbstractMap<String, Object> {
    /** The names of what is there. */
    abstract Set<String> names();

    /** The value of a name, as CEL has it; null for one that is not there. */
    abstract @Nullable Object value(String name);

    @Override
    public final boolean containsKey(@Nullable Object key) {
        return key instanceof String name && value(name) != null;
    }

    @Override
    public final @Nullable Object get(@Nullable Object key) {
        return key instanceof String name ? value(name) : null;
    }

    @Override
    public final Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new HashMap<>();
        for (String name : names()) {
            Object value = value(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return all.entrySet();
    }
}
