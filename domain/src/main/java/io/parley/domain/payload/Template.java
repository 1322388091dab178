package io.parley.domain.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * A text with gaps that a message fills: {@code {0}} is the source's name, {@code {1}} to {@code {3}} what its stars stand for,
 * {@code {data.userId}} a field of the JSON object. All else stands for itself; there are no braces to the letter.
 */
public final class Template {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";
    private static final Pattern PATH = Pattern.compile(NAME + "(?:\\." + NAME + ")*");
    private static final Pattern PART = Pattern.compile("\\{(?<star>\\d)}|\\{(?<path>" + PATH + ")}|(?<literal>[^{}]+)");
    private static final int MAX_LENGTH = 255;

    private final String text;
    private final List<Part> parts;

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Star(int number) implements Part {}

        record Field(String path) implements Part {}
    }

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException for an empty text, a long one, or a brace that opens or closes no gap */
    public static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int end = 0;
        for (Matcher part = PART.matcher(text); part.find() && part.start() == end; end = part.end()) {
            parts.add(part(part));
        }
        if (end < text.length() || text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A template is 1-" + MAX_LENGTH
                    + " characters in which {0} to {3} stand for parts of the source's name and {a.b} for fields: '" + text + "'");
        }
        return new Template(text, List.copyOf(parts));
    }

    private static Part part(Matcher part) {
        if (part.group("star") != null) {
            return new Part.Star(Integer.parseInt(part.group("star")));
        }
        return part.group("path") != null ? new Part.Field(part.group("path")) : new Part.Literal(part.group());
    }

    /** Whether a text is a path to a field. */
    public static boolean isPath(String text) {
        return text.length() <= MAX_LENGTH && PATH.matcher(text).matches();
    }

    /** The fields that it needs. */
    public Set<String> fields() {
        return parts.stream().filter(Part.Field.class::isInstance).map(part -> ((Part.Field) part).path())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it needs the name of a source, or what the stars of that stand for. */
    public boolean needsSource() {
        return parts.stream().anyMatch(Part.Star.class::isInstance);
    }

    /** The highest number of a star in it; 0: it needs none. */
    public int highestStar() {
        return parts.stream().filter(Part.Star.class::isInstance).mapToInt(part -> ((Part.Star) part).number()).max().orElse(0);
    }

    /** What it may come to: something short in every gap. */
    public String example() {
        return parts.stream().map(part -> part instanceof Part.Literal(String literal) ? literal : "x").collect(Collectors.joining());
    }

    /**
     * The text without gaps.
     *
     * @param names  the source's name, then what its stars stand for
     * @param escape what is done to what comes into a gap, the source's whole name excepted
     * @return refused with RT_007 if there is nothing for a gap, or nothing that can be part of a name
     */
    public Outcome<String> fill(List<String> names, JsonObject said, UnaryOperator<String> escape) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            switch (value(part, names, said)) {
                case Outcome.Refused<String> no -> {
                    return no;
                }
                case Outcome.Done<String>(String value) -> filled.append(isGap(part) ? escape.apply(value) : value);
            }
        }
        return Outcome.done(filled.toString());
    }

    private static boolean isGap(Part part) {
        return switch (part) {
            case Part.Literal _ -> false;
            case Part.Star(int number) -> number > 0;
            case Part.Field _ -> true;
        };
    }

    private static Outcome<String> value(Part part, List<String> names, JsonObject said) {
        return switch (part) {
            case Part.Literal(String literal) -> Outcome.done(literal);
            case Part.Star(int number) -> filling("{" + number + "} of the source's name", names.get(number));
            case Part.Field(String path) -> said.at(path).flatMap(JsonObject.Field::text).map(text -> filling("$." + path, text))
                    .orElseGet(() -> Outcome.refused(Refusal.invalid("$." + path, "a string or a whole number",
                            said.at(path).isEmpty() ? "nothing" : "something else")));
        };
    }

    private static Outcome<String> filling(String path, String text) {
        return text.isEmpty() ? Outcome.refused(Refusal.invalid(path, "at least one character", "none")) : Outcome.done(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
