package io.parley.adapters.cel;

import java.util.List;
import java.util.Map;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;

/**
 * Counts what one evaluation spends, and ends it when that is too much. One thread.
 *
 * <p>CEL counts the steps of loops, but not what a step costs: an {@code in} compares with 10,000 members, a {@code map} of a list to itself
 * doubles it, and a few of those, one after the other, make an equality that never ends.
 */
final class Meter implements CelEvaluationListener {
    /** Characters that are compared, searched or copied in the time of one evaluation. */
    private static final int CHARACTERS_PER_UNIT = 16;
    /** Steps of a regular expression in that time. */
    private static final int MATCHING_STEPS_PER_UNIT = 4;

    private final Tariff tariff;
    private long left;

    Meter(Tariff tariff, int budget) {
        this.tariff = tariff;
        this.left = budget;
    }

    /** Called with each value that comes out of a part of the expression, before anything is done with it. */
    @Override
    public void callback(CelExpr part, Object value) {
        Tariff.Price price = tariff.of(part);
        spend(price.fixed());
        switch (price.use()) {
            case READ -> read(value);
            case SEARCHED -> {
                if (!(value instanceof Map || value instanceof SetAsList)) {
                    read(value);
                }
            }
            case GLANCED_AT -> {
                if (value instanceof String text) {
                    read(text);
                }
            }
            case MATCHED -> {
                if (value instanceof String text) {
                    spend((long) text.length() * price.steps() / MATCHING_STEPS_PER_UNIT);
                }
            }
        }
    }

    private void read(Object value) {
        switch (value) {
            case String text -> spend(text.length() / CHARACTERS_PER_UNIT);
            case CelByteString bytes -> spend(bytes.size() / CHARACTERS_PER_UNIT);
            case List<?> list -> {
                spend(list.size());
                list.forEach(this::read);
            }
            case Map<?, ?> map -> {
                spend(2L * map.size());
                map.forEach((key, element) -> {
                    read(key);
                    read(element);
                });
            }
            default -> {
                // A number, a boolean, null, a type: read with the evaluation.
            }
        }
    }

    private void spend(long units) {
        left -= units;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    /** The budget is used up. An error and no exception: those are forgiven by {@code ||}, which would then go on. */
    static final class Exhausted extends Error {
        private Exhausted() {
            super("The budget is used up", null, false, false);
        }
    }
}
