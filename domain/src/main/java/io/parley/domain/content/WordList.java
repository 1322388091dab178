package io.parley.domain.content;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that are not wanted, as whole words and however they are written: in capitals, in letters of another width or in circles, with invisible
 * characters inside. A text takes time in proportion to its length, however long the list is.
 *
 * <p>A word is a run of letters, digits and the marks on them. Where words are written without anything between them, as in Chinese or Thai, a run is
 * a phrase, and only the whole phrase is found.
 */
public final class WordList {
    /** More than such lists have. */
    public static final int MAX_WORDS = 10_000;
    /** Longer than words are. */
    public static final int MAX_WORD_LENGTH = 64;

    private final Set<String> folded;
    private final Action action;

    /** What becomes of a message in which one stands. */
    public enum Action {
        /** It is refused. */
        REFUSE,
        /** Asterisks stand in the place of the word. */
        MASK
    }

    /** @throws IllegalArgumentException for too many words, or one that is none: without letters, longer than the bound, or more than one */
    public WordList(Collection<String> words, Action action) {
        if (words.isEmpty() || words.size() > MAX_WORDS) {
            throw new IllegalArgumentException("A list has 1-" + MAX_WORDS + " words, not " + words.size());
        }
        this.action = action;
        folded = words.stream().map(WordList::checked).collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String word) {
        String stripped = word.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_WORD_LENGTH || endOfWord(stripped, 0) != stripped.length()) {
            throw new IllegalArgumentException("'" + word + "' is not one word of 1-" + MAX_WORD_LENGTH + " letters and digits");
        }
        return fold(stripped);
    }

    /** What becomes of a message in which one of them stands. */
    public Action action() {
        return action;
    }

    /** The text with asterisks in the place of unwanted words; the text itself if there are none. */
    public String mask(String text) {
        StringBuilder masked = new StringBuilder(0);
        int copied = 0;
        for (int at = 0; at < text.length();) {
            int end = endOfWord(text, at);
            if (end > at && folded.contains(fold(text.substring(at, end)))) {
                masked.append(text, copied, at).repeat('*', text.codePointCount(at, end));
                copied = end;
            }
            at = end > at ? end : at + Character.charCount(text.codePointAt(at));
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** Where the word that begins there has ended; there itself, if none begins. */
    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && isOfWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isOfWord(int character) {
        if (character < 128) {
            return Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK, Character.FORMAT -> true;
            default -> Character.isLetterOrDigit(character)
                    || compatible(Character.toString(character)).codePoints().allMatch(Character::isLetterOrDigit);
        };
    }

    /** The same for all ways to write a word. */
    private static String fold(String word) {
        String plain = compatible(word).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return compatible(plain).codePoints().filter(one -> Character.getType(one) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
