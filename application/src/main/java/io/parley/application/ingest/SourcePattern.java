package io.parley.application.ingest;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Which channels of other services a rule is for: a name such as {@code job-updates}, or one with up to {@value #MAX_STARS} stars such as
 * {@code booking:*}. A star stands for any characters, also none; the first of several for as few as can be.
 */
public final class SourcePattern {
    /** What the hub says itself is under names that begin so; it is not to come in again. */
    public static final String OWN = "parley:";
    /** Enough for {@code service:id:event}; each more multiplies the ways in which a long name can fail to match. */
    private static final int MAX_STARS = 3;
    private static final int MAX_LENGTH = 128;
    /** What is special in Redis' patterns is left out, and so are blanks, which are mistakes. */
    private static final Pattern VALID = Pattern.compile("[!-~&&[^?\\[\\]\\\\{}]]{1," + MAX_LENGTH + "}");

    private final String text;
    private final Pattern compiled;
    private final int stars;

    private SourcePattern(String text, Pattern compiled, int stars) {
        this.text = text;
        this.compiled = compiled;
        this.stars = stars;
    }

    /** @throws IllegalArgumentException for another form, or one that matches what the hub says itself */
    public static SourcePattern of(String text) {
        int stars = (int) text.chars().filter(c -> c == '*').count();
        if (!VALID.matcher(text).matches() || stars > MAX_STARS || text.contains("**")) {
            throw new IllegalArgumentException("A source is 1-" + MAX_LENGTH + " visible characters without ? [ ] { } \\, of which at most "
                    + MAX_STARS + " are stars, never two together: '" + text + "'");
        }
        if (meetsOwn(text)) {
            throw new IllegalArgumentException("'" + text + "' would take in what the hub says itself under " + OWN);
        }
        StringBuilder regex = new StringBuilder();
        Matcher part = Pattern.compile("\\*|[^*]+").matcher(text);
        while (part.find()) {
            regex.append(part.group().equals("*") ? "(.*?)" : Pattern.quote(part.group()));
        }
        return new SourcePattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL), stars);
    }

    private static boolean meetsOwn(String text) {
        int star = text.indexOf('*');
        String beginning = star < 0 ? text : text.substring(0, star);
        return beginning.startsWith(OWN) || (star >= 0 && OWN.startsWith(beginning));
    }

    /** The name itself, then what each star stands for; empty if the name does not match. */
    public Optional<List<String>> match(String name) {
        Matcher matcher = compiled.matcher(name);
        return matcher.matches() ? Optional.of(groups(matcher.toMatchResult())) : Optional.empty();
    }

    private static List<String> groups(MatchResult match) {
        return IntStream.rangeClosed(0, match.groupCount()).mapToObj(match::group).toList();
    }

    /** How many stars it has. */
    public int stars() {
        return stars;
    }

    /** How many characters a name must have to the letter: of two patterns that match the one with more decides. */
    public int specificity() {
        return text.length() - stars;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourcePattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
