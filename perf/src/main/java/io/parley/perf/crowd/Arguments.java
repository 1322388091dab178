package io.parley.perf.crowd;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What stands on the command line: {@code --name value}, in any order. */
record Arguments(Map<String, String> values) {
    /** @throws IllegalArgumentException if something is no name, or a name has no value */
    static Arguments of(String... line) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < line.length; i += 2) {
            if (!line[i].startsWith("--") || i + 1 == line.length) {
                throw new IllegalArgumentException("--name value, and not: " + line[i]);
            }
            values.put(line[i].substring(2), line[i + 1]);
        }
        return new Arguments(Map.copyOf(values));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws IllegalArgumentException if it is not there */
    String needed(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }
}
