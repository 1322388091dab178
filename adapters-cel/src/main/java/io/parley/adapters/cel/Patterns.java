package io.parley.adapters.cel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;

/**
 * The regular expressions of one rule, which stand in it as they are: each is compiled once, and its cost is known. RE2 reads a text once whatever
 * the expression, but with as much work at each character as the expression is long when its repetitions are written out.
 */
final class Patterns {
    /** A word of a hundred letters, or an address, has a tenth of it. */
    private static final int MAX_STEPS = 1_000;
    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("(\\)?)\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    private final Map<String, Pattern> compiled = new HashMap<>();

    /** Takes an expression in; what is wrong with it, if something is. */
    Optional<String> add(String text) {
        if (writtenOut(text) > MAX_STEPS) {
            return Optional.of("one with too many repetitions");
        }
        try {
            Pattern pattern = Pattern.compile(text);
            compiled.put(text, pattern);
            return pattern.programSize() > 2 * MAX_STEPS ? Optional.of("one with too many repetitions") : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /** How long the expression is at most when its counted repetitions are written out: to be known before RE2J writes them out. */
    private static long writtenOut(String text) {
        long length = text.length();
        long groups = 1;
        for (MatchResult count : COUNT.matcher(text).results().toList()) {
            String most = count.group(3) == null || count.group(3).isEmpty() ? count.group(2) : count.group(3);
            if (count.group(1).isEmpty()) {
                length += Integer.parseInt(most);
            } else {
                groups = Math.min(MAX_STEPS, groups) * Math.max(1, Integer.parseInt(most));
            }
        }
        return length * groups;
    }

    /** The steps at each character of a text that is matched against that expression, at most. */
    int steps(String text) {
        Pattern pattern = compiled.get(text);
        return pattern == null ? 1 : pattern.programSize();
    }

    /** {@code matches} for this rule. */
    CelFunctionResolver functions() {
        return CelLateFunctionBindings.from(CelFunctionBinding.from("matches", String.class, String.class, new Matches(compiled)),
                CelFunctionBinding.from("matches_string", String.class, String.class, new Matches(compiled)));
    }

    private record Matches(
            @SuppressWarnings("Immutable") Map<String, Pattern> compiled) implements CelFunctionOverload.Binary<String, String> {
        Matches {
            compiled = Map.copyOf(compiled);
        }

        @Override
        public Object apply(String text, String pattern) {
            Pattern known = compiled.get(pattern);
            if (known == null) {
                throw new CelInvalidArgumentException("A pattern that is not in the rule");
            }
            return known.matcher(text).find();
        }
    }
}
