package io.parley.domain.channel;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names a policy is for. A {@code *} at the end matches any rest, also none. A capture such as {@code {id}} matches one whole segment:
 * one or more characters other than {@code :}, and, if the separator before or after it is a {@code .}, other than that. An id may contain a
 * dot, so {@code progress:{id}} takes it whole.
 */
public final class ChannelPattern {
    private static final Pattern PART = Pattern
            .compile("\\{(?<capture>[A-Za-z][A-Za-z0-9]*)}|(?<literal>[A-Za-z0-9:._=@,-]+)|(?<star>\\*$)");

    private final String text;
    private final Pattern compiled;
    private final Set<String> captures;
    private final int literals;

    private ChannelPattern(String text, Pattern compiled, Set<String> captures, int literals) {
        this.text = text;
        this.compiled = compiled;
        this.captures = captures;
        this.literals = literals;
    }

    /** @throws IllegalArgumentException for a star before the end, a capture that is twice there or touches another, or a character that no name has */
    public static ChannelPattern of(String text) {
        StringBuilder regex = new StringBuilder();
        Set<String> captures = new LinkedHashSet<>();
        int literals = 0;
        int end = 0;
        for (Matcher part = PART.matcher(text); part.find() && part.start() == end; end = part.end()) {
            if (part.group("literal") != null) {
                regex.append(Pattern.quote(part.group()));
                literals += part.end() - part.start();
            } else if (part.group("star") != null) {
                regex.append(".*");
            } else if (!captures.add(part.group("capture")) || (end > 0 && text.charAt(end - 1) == '}')) {
                throw wrong(text);
            } else {
                regex.append("(?<").append(part.group("capture")).append('>').append(segment(text, part.start(), part.end())).append(')');
            }
        }
        if (end < text.length() || text.isEmpty()) {
            throw wrong(text);
        }
        return new ChannelPattern(text, Pattern.compile(regex.toString()), captures, literals);
    }

    private static String segment(String text, int from, int to) {
        boolean dotted = (from > 0 && text.charAt(from - 1) == '.') || (to < text.length() && text.charAt(to) == '.');
        return dotted ? "[^:.]+" : "[^:]+";
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "A channel pattern is made of a name's characters, {captures} with names of their own between them, and a * only at its end: '"
                        + text + "'");
    }

    /** What stands in the name for each capture, still escaped; empty if the name does not match. */
    public Optional<Map<String, String>> match(ChannelName name) {
        Matcher matcher = compiled.matcher(name.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (captures.isEmpty()) {
            return Optional.of(Map.of());
        }
        Map<String, String> captured = HashMap.newHashMap(captures.size());
        captures.forEach(capture -> captured.put(capture, matcher.group(capture)));
        return Optional.of(captured);
    }

    /** How many characters a name must have to the letter: of two matching patterns the one with more decides. */
    public int specificity() {
        return literals;
    }

    @Override
    public String toString() {
        return text;
    }
}
