package io.parley.adapters.cel;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;

/** What the compiler says about a text, as a {@link Mistake}. */
final class Mistakes {
    private static final String EXPRESSION = "an expression";
    private static final String END = "<EOF>";

    /** The compiler's sentences. */
    private static final List<Form> FORMS = List.of(
            form("undeclared reference to '(.*)' \\(in container.*", (said, known) -> new Words(known, said.group(1), said.group(1))),
            form("found no matching overload for '(.*)' applied to '(.*?)'.*",
                    (said, _) -> new Words("what " + operator(said.group(1)) + " takes", said.group(2), said.group(1))),
            form("(?:mismatched|extraneous) input '(.*)' expecting (.*)", (said, _) -> new Words(awaited(said.group(2)), said.group(1))),
            form("missing (.*) at '(.*)'", (said, _) -> new Words(said.group(1), said.group(2))),
            form("no viable alternative at input '(.*)'", (said, _) -> new Words(EXPRESSION, said.group(1))),
            form("token recognition error at: '([\"'].*)'", (said, _) -> new Words("a text between quotes", said.group(1))),
            form("token recognition error at: '(.*)'", (said, _) -> new Words("an expression or an operator", said.group(1))),
            form("reserved identifier: (.*)", (said, _) -> new Words("a name that is not reserved", said.group(1))),
            form("For input string: \"(.*)\"", (said, _) -> new Words("a number of 64 bits", said.group(1))),
            form("Expression recursion limit exceeded. limit: (.*)",
                    (said, _) -> new Words("at most " + said.group(1) + " levels of nesting", "more")),
            form("type '(.*)' does not support field selection", (said, _) -> new Words("something with fields", said.group(1))),
            form("invalid argument to has\\(\\) macro", (_, _) -> new Words("a field, as in has(data.members)", "something else")));

    /** @param function the function that it is about; empty: none */
    private record Words(String expected, String got, String function) {
        Words(String expected, String got) {
            this(expected, got, "");
        }
    }

    private interface Reading {
        Words of(MatchResult said, String known);
    }

    private record Form(Pattern sentence, Reading reading) {}

    private Mistakes() {}

    private static Form form(String sentence, Reading reading) {
        return new Form(Pattern.compile(sentence, Pattern.DOTALL), reading);
    }

    /**
     * The first mistake of a text.
     *
     * @param names the variables that it may speak of
     */
    static Mistake first(String text, CelValidationException found, Set<String> names) {
        if (found.getErrors().isEmpty()) {
            return new Mistake(0, EXPRESSION, text);
        }
        CelIssue issue = found.getErrors().getFirst();
        int position = Mistake.position(text, found.getSource().getLocationOffset(issue.getSourceLocation()).orElse(0));
        boolean called = text.startsWith("(", position);
        Words words = read(issue.getMessage().replace("%%", "%"), called ? "a function of the language" : String.join(", ", names));
        // Of a call the compiler names the place of the parenthesis.
        int name = position - words.function.length();
        int start = called && text.startsWith(words.function, name) ? name : position;
        return new Mistake(start, words.expected, words.got.equals(END) ? "the end" : words.got);
    }

    private static Words read(String message, String known) {
        for (Form form : FORMS) {
            Matcher said = form.sentence.matcher(message);
            if (said.matches()) {
                return form.reading.of(said, known);
            }
        }
        return new Words("an expression that has a meaning", message);
    }

    /** A name such as {@code _+_} as it is written. */
    private static String operator(String function) {
        return function.replaceAll("[_@]", "");
    }

    /** What the parser would have taken, without its long list of everything that an expression or an operator begins with. */
    private static String awaited(String tokens) {
        if (tokens.contains("IDENTIFIER")) {
            return EXPRESSION;
        }
        String closing = Stream.of(END, "')'", "']'", "'}'", "':'", "','").filter(tokens::contains)
                .map(token -> token.equals(END) ? "the end" : token).collect(Collectors.joining(" or "));
        return tokens.equals(END) || tokens.contains("'=='") ? "an operator or " + closing : closing;
    }
}
