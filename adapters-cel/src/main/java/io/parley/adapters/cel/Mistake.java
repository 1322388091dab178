package io.parley.adapters.cel;

import java.util.Map;

import io.parley.application.rule.CompiledRule;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * What is wrong with a text.
 *
 * @param position the character where it is, counted from 0
 */
record Mistake(int position, String expected, String got) {
    /** Enough to see what is meant; a text may be quoted in it that is longer. */
    private static final int MAX_LENGTH = 120;

    Mistake {
        expected = line(expected);
        got = line(got);
    }

    /** One line without anything that a terminal or a log would act on. */
    private static String line(String text) {
        String clean = text.strip().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH - 1) + "…";
    }

    /**
     * Where something is for whoever wrote the text.
     *
     * @param codePoints how many code points are before it, as the compiler counts
     */
    static int position(String text, int codePoints) {
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    Outcome<CompiledRule> refused() {
        return Outcome.refused(new Refusal(ErrorCode.INVALID_MESSAGE,
                "Expected " + expected + " at character " + position + " of the rule, got " + got,
                Map.of("position", position, "expected", expected, "got", got)));
    }
}
