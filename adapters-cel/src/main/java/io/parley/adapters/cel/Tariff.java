package io.parley.adapters.cel;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.cel.common.ast.CelExpr;

/**
 * What the parts of an expression cost each time they are evaluated, in units of some 50 ns. A part pays for itself and for what is done with its
 * value: most functions read their arguments from beginning to end, so most values pay their size.
 */
final class Tariff {
    /** An evaluation, whatever comes of it. */
    private static final int STEP = 1;
    /** A step of a loop beside what is evaluated in it: a scope of variables is made for it. */
    private static final int LOOP_STEP = 5;
    /** {@code ||} and {@code &&} forgive an exception, which costs more than a hundred evaluations: this is a part of it, since most throw none. */
    private static final int FORGIVING = 20;

    /** What is done with a value. */
    enum Use {
        /** It is read from beginning to end. */
        READ,
        /** Something is looked for in it: a map finds it at once, and so does a set that stands for a list. */
        SEARCHED,
        /** One thing in it is looked at; a text is read all the same. */
        GLANCED_AT,
        /** It is read with so many steps at each character. */
        MATCHED
    }

    /** What one part costs. */
    record Price(int fixed, Use use, int steps) {
        private static final Price USUAL = new Price(STEP, Use.READ, 1);
    }

    private final Price[] byId;

    private Tariff(Price[] byId) {
        this.byId = byId;
    }

    /** What that part costs. */
    Price of(CelExpr part) {
        int id = (int) part.id();
        return id < byId.length ? byId[id] : Price.USUAL;
    }

    /** A tariff in the making; what is not mentioned costs the usual. */
    static final class Draft {
        private final NavigableMap<Long, Price> prices = new TreeMap<>();

        void forgives(CelExpr part) {
            costs(part, FORGIVING);
        }

        void repeats(CelExpr part) {
            costs(part, LOOP_STEP);
        }

        void searches(CelExpr part) {
            uses(part, Use.SEARCHED, 1);
        }

        void glancesAt(CelExpr part) {
            uses(part, Use.GLANCED_AT, 1);
        }

        void matches(CelExpr part, int steps) {
            uses(part, Use.MATCHED, steps);
        }

        private void costs(CelExpr part, int fixed) {
            Price price = prices.getOrDefault(part.id(), Price.USUAL);
            prices.put(part.id(), new Price(fixed, price.use, price.steps));
        }

        private void uses(CelExpr part, Use use, int steps) {
            prices.put(part.id(), new Price(prices.getOrDefault(part.id(), Price.USUAL).fixed, use, steps));
        }

        Tariff done() {
            Price[] byId = new Price[prices.isEmpty() ? 0 : Math.toIntExact(prices.lastKey() + 1)];
            Arrays.fill(byId, Price.USUAL);
            prices.forEach((id, price) -> byId[Math.toIntExact(id)] = price);
            return new Tariff(byId);
        }
    }
}
