package io.parley.bootstrap.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A message as a list of fields, so that it can say what no JSON library would write: a name twice, a value that is none. For one thread. */
final class Draft {
    /** A name and a value, both as they stand in the text. */
    record Field(String name, String value) {}

    private final List<Field> fields = new ArrayList<>();

    /** With one more field, whose value is JSON text. */
    Draft with(String name, String json) {
        fields.add(new Field('"' + name + '"', json));
        return this;
    }

    Draft withText(String name, String text) {
        return with(name, '"' + text + '"');
    }

    private boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Breaks it in one way or another; the other one lends its fields. */
    Draft mutate(RandomGenerator random, HostileValues values, Draft other) {
        if (isEmpty() || other.isEmpty()) {
            return with("type", values.json());
        }
        int at = random.nextInt(fields.size());
        Field field = fields.get(at);
        Field foreign = other.fields.get(random.nextInt(other.fields.size()));
        switch (random.nextInt(9)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(random.nextInt(fields.size() + 1), field);
            case 2 -> fields.set(at, new Field(field.name(), values.json()));
            case 3 -> fields.set(at, new Field(field.name(), foreign.value()));
            case 4 -> fields.set(at, new Field(foreign.name(), field.value()));
            case 5 -> fields.set(at, fields.set(random.nextInt(fields.size()), field));
            case 6 -> fields.add(random.nextInt(fields.size() + 1), foreign);
            case 7 -> fields.add(random.nextInt(fields.size() + 1), new Field(values.string(), values.json()));
            default -> fields.set(at, new Field(field.name(), "[" + field.value() + "]"));
        }
        return this;
    }

    /** As JSON, if every value is. */
    String text() {
        return fields.stream().map(field -> field.name() + ":" + field.value()).collect(Collectors.joining(",", "{", "}"));
    }
}
