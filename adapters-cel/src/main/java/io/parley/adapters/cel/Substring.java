package io.parley.adapters.cel;

/** {@code contains} at a cost that grows with both texts and not with their product, as {@link String#contains} does at its worst. */
final class Substring {
    /** Up to here the JDK's search is faster, whatever the text. */
    private static final int SHORT = 32;

    private Substring() {}

    static boolean isIn(String text, String wanted) {
        return (wanted.length() <= SHORT || wanted.length() > text.length()) ? text.contains(wanted) : search(text, wanted);
    }

    /** Knuth, Morris and Pratt: no character of the text is looked at again. */
    private static boolean search(String text, String wanted) {
        int[] borders = borders(wanted);
        int matched = 0;
        for (int i = 0; i < text.length() && matched < wanted.length(); i++) {
            matched = advance(wanted, borders, matched, text.charAt(i));
        }
        return matched == wanted.length();
    }

    /** For each length of a beginning: the longest shorter beginning that is its end too. */
    private static int[] borders(String wanted) {
        int[] borders = new int[wanted.length()];
        for (int i = 1; i < wanted.length(); i++) {
            borders[i] = advance(wanted, borders, borders[i - 1], wanted.charAt(i));
        }
        return borders;
    }

    private static int advance(String wanted, int[] borders, int matched, char next) {
        int length = matched;
        while (length > 0 && wanted.charAt(length) != next) {
            length = borders[length - 1];
        }
        return wanted.charAt(length) == next ? length + 1 : 0;
    }
}
