package io.parley.application.protocol;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.parley.domain.payload.Payload;

/** Knows texts without escapes, and takes for a value whatever does not begin with a question mark. */
public final class PlainTexts implements JsonTexts {
    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"(\\s*:)?");

    @Override
    public Payload oneLine(Payload data) {
        if (!data.isBinary() && data.json().startsWith("?")) {
            throw new IllegalArgumentException("test: no JSON value");
        }
        return data.isBinary() ? data : Payload.ofJson(data.json().replace("\n", ""));
    }

    @Override
    public Payload change(Payload data, UnaryOperator<String> change) {
        if (data.isBinary()) {
            return data;
        }
        String json = TEXT.matcher(data.json()).replaceAll(found -> Matcher
                .quoteReplacement(found.group(2) == null ? '"' + change.apply(found.group(1)) + '"' : found.group()));
        return json.equals(data.json()) ? data : Payload.ofJson(json);
    }
}
