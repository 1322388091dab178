package io.parley.bootstrap.hazard;

import java.util.random.RandomGenerator;

/** Breaks text without regard to what it means. What comes out is text all the same: no half of a surrogate pair stays behind. */
final class TextMutator {
    private static final String SPECIAL = "{}[]\",:\\\0\n\r\t \u0001\u007F'/-+.eE0é\u2028\uFEFF";

    private TextMutator() {}

    /** One to three changes, in which the other one may lend a piece. */
    static String mutate(RandomGenerator random, String text, String other) {
        String changed = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed = once(random, changed, other);
        }
        return whole(changed);
    }

    private static String once(RandomGenerator random, String text, String other) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(8));
        String head = text.substring(0, from);
        String tail = text.substring(to);
        return switch (random.nextInt(6)) {
            case 0 -> head + SPECIAL.charAt(random.nextInt(SPECIAL.length())) + tail;
            case 1 -> head + tail;
            case 2 -> head + text.substring(from, to).repeat(2) + tail;
            case 3 -> head;
            case 4 -> head + other.substring(random.nextInt(other.length() + 1));
            default -> head + (char) random.nextInt(0x20, 0x300) + tail;
        };
    }

    /** Any characters at all. */
    static String random(RandomGenerator random, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength); i > 0; i--) {
            text.append((char) (random.nextInt(4) == 0 ? SPECIAL.charAt(random.nextInt(SPECIAL.length())) : random.nextInt(0x10000)));
        }
        return whole(text.toString());
    }

    private static String whole(String text) {
        return text.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
