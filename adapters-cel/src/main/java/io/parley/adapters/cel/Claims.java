package io.parley.adapters.cel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;

/** What a token says, as values of the rule language. */
final class Claims {
    private Claims() {}

    static Object read(@Nullable Object claim) {
        return switch (claim) {
            case null -> NullValue.NULL_VALUE;
            case Boolean yes -> yes;
            case Integer number -> number.longValue();
            case Long number -> number;
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case BigInteger number when number.bitLength() < Long.SIZE -> number.longValue();
            case Number number -> number.doubleValue();
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            default -> claim.toString();
        };
    }

    private static Map<String, Object> map(Map<?, ?> claims) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(claims.size());
        claims.forEach((name, claim) -> values.put(String.valueOf(name), read(claim)));
        return values;
    }

    private static List<Object> list(Collection<?> claims) {
        List<Object> values = new ArrayList<>(claims.size());
        claims.forEach(claim -> values.add(read(claim)));
        return values;
    }
}
