package io.parley.domain.channel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names a policy is for. A {@code *} at the end matches any rest; a capture such as {@code {id}} matches one whole segment, that is
 * one or more characters other than the separators {@code :} and {@code .}, or everything to the end where the capture stands last: an id
 * may contain a dot.
 */
public final class ChannelPattern {
    private final String text;
    private final Pattern compiled;
    private final int literals;

    private ChannelPattern(String text, Pattern compiled, int literals) {
        this.text = text;
        this.compiled = compiled;
        this.literals = literals;
    }

    /** @throws IllegalArgumentException for a star before the end, or more than one capture */
    public static ChannelPattern of(String text) {
        int star = text.indexOf('*');
        int open = text.indexOf('{');
        int close = text.indexOf('}');
        boolean starLast = star < 0 || star == text.length() - 1;
        boolean oneCapture = open < 0 ? close < 0 : close > open && open == text.lastIndexOf('{') && close == text.lastIndexOf('}');
        if (!starLast || !oneCapture) {
            throw new IllegalArgumentException("A channel pattern has at most one {capture}, and a * only at its end: '" + text + "'");
        }
        int captured = open < 0 ? 0 : close - open + 1;
        return new ChannelPattern(text, compile(text, open, close), text.length() - captured - (star < 0 ? 0 : 1));
    }

    private static Pattern compile(String text, int open, int close) {
        if (open < 0) {
            return Pattern.compile(literal(text));
        }
        boolean last = close == text.length() - 1;
        return Pattern.compile(literal(text.substring(0, open)) + (last ? "(?<id>.+)" : "(?<id>[^:.]+)")
                + literal(text.substring(close + 1)));
    }

    private static String literal(String text) {
        return text.endsWith("*") ? Pattern.quote(text.substring(0, text.length() - 1)) + ".*" : Pattern.quote(text);
    }

    /** What the name means under this pattern; empty if it does not match. */
    public Optional<Match> match(ChannelName name) {
        Matcher matcher = compiled.matcher(name.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Match(matcher.namedGroups().isEmpty() ? Optional.empty() : Optional.of(matcher.group("id"))));
    }

    /** How many characters a name must have to the letter: of two matching patterns the one with more decides. */
    public int specificity() {
        return literals;
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * A name under a pattern.
     *
     * @param captured what stood for the capture, still escaped; empty where the pattern has none
     */
    public record Match(Optional<String> captured) {}
}
