package io.parley.adapters.cel;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.exceptions.CelIndexOutOfBoundsException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.IndexOperator.IndexOverload;

/**
 * The functions of the language: those of the standard whose cost follows from the size of what they read, some of them in our own words because
 * theirs does not, and {@code includes}. Left out is what has no use where there is no clock: timestamps, durations, bytes.
 */
final class Functions {
    /** {@code list.includes(value)}: as {@code value in list}, the way JavaScript says it. */
    static final CelFunctionDecl INCLUDES = CelFunctionDecl.newFunctionDeclaration("includes", CelOverloadDecl
            .newMemberOverload("list_includes_any", SimpleType.BOOL, ListType.create(SimpleType.DYN), SimpleType.DYN));

    /** What compiles. */
    static final CelStandardDeclarations DECLARED = CelStandardDeclarations.newBuilder().includeFunctions(EnumSet.of(
            StandardFunction.IN, StandardFunction.NOT_STRICTLY_FALSE, StandardFunction.TYPE, StandardFunction.CONDITIONAL,
            StandardFunction.LOGICAL_NOT, StandardFunction.LOGICAL_OR, StandardFunction.LOGICAL_AND, StandardFunction.EQUALS,
            StandardFunction.NOT_EQUALS, StandardFunction.LESS, StandardFunction.LESS_EQUALS, StandardFunction.GREATER,
            StandardFunction.GREATER_EQUALS, StandardFunction.ADD, StandardFunction.SUBTRACT, StandardFunction.MULTIPLY,
            StandardFunction.DIVIDE, StandardFunction.MODULO, StandardFunction.NEGATE, StandardFunction.INDEX, StandardFunction.SIZE,
            StandardFunction.INT, StandardFunction.DOUBLE, StandardFunction.STRING, StandardFunction.BOOL, StandardFunction.DYN,
            StandardFunction.CONTAINS, StandardFunction.STARTS_WITH, StandardFunction.ENDS_WITH, StandardFunction.MATCHES)).build();

    /** The standard's functions that are run as they are. {@code matches} is each rule's own: see {@link Patterns}. */
    static final CelStandardFunctions STANDARD = CelStandardFunctions.newBuilder()
            .filterFunctions((function, overload) -> switch (function) {
                case MATCHES, CONTAINS -> false;
                case INDEX -> overload != IndexOverload.INDEX_LIST;
                default -> true;
            }).build();

    /** The functions that are ours. */
    static final Set<CelFunctionBinding> OWN = Set.of(
            CelFunctionBinding.from("contains_string", String.class, String.class, Substring::isIn),
            CelFunctionBinding.from("index_list", List.class, Number.class, Functions::element),
            CelFunctionBinding.from("list_includes_any", List.class, Object.class, Functions::includes));

    private Functions() {}

    /** The standard's fails for a large index with an exception that the interpreter spells out, the whole list in it. */
    private static Object element(List<?> list, Number index) {
        double wanted = index.doubleValue();
        if (wanted < 0 || wanted >= list.size() || wanted != Math.rint(wanted)) {
            throw new CelIndexOutOfBoundsException(index);
        }
        return list.get(index.intValue());
    }

    private static boolean includes(List<?> list, Object value) {
        return list.contains(value) || (value instanceof Number number && list.stream().anyMatch(element -> equal(element, number)));
    }

    /** As {@code ==} has it: 1 is 1.0. */
    private static boolean equal(Object element, Number number) {
        return element instanceof Number other && (element instanceof Double || number instanceof Double)
                && other.doubleValue() == number.doubleValue() && other.longValue() == number.longValue();
    }
}
