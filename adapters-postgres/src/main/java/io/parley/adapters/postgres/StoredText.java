package io.parley.adapters.postgres;

/**
 * Any text as one that PostgreSQL keeps, and back. It refuses U+0000, and half a surrogate pair has no UTF-8: a driver would write a question
 * mark, and the user of that name would be another. Each of them, and the escape character itself, becomes two characters; everything else stays
 * as it is.
 */
public final class StoredText {
    private static final char ESCAPE = '\u001B';
    /** From here on, in the private use area, stand the characters that the escape is followed by. */
    private static final int SHIFT = 0x0800;
    private static final char ZERO = '0';

    private StoredText() {}

    /** The text as it is stored. */
    public static String of(String text) {
        if (text.chars().noneMatch(c -> c == 0 || c == ESCAPE || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder stored = new StringBuilder(text.length() + 2);
        text.codePoints().forEach(c -> {
            if (c == 0) {
                stored.append(ESCAPE).append(ZERO);
            } else if (c == ESCAPE) {
                stored.append(ESCAPE).append(ESCAPE);
            } else if (isHalf(c)) {
                stored.append(ESCAPE).append((char) (c + SHIFT));
            } else {
                stored.appendCodePoint(c);
            }
        });
        return stored.toString();
    }

    /** Code points in this range are halves that stand alone: pairs are one code point above it. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The text that was stored as this. */
    public static String read(String stored) {
        if (stored.indexOf(ESCAPE) < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            char c = stored.charAt(i);
            text.append(c == ESCAPE && i + 1 < stored.length() ? escaped(stored.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case ZERO -> '\0';
            case ESCAPE -> ESCAPE;
            default -> (char) (c - SHIFT);
        };
    }
}
