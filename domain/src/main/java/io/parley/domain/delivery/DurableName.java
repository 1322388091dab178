package io.parley.domain.delivery;

import java.util.regex.Pattern;

/**
 * A user's own word for a durable subscription: what reads on where it stopped, whichever device it runs on.
 *
 * @param value 1–64 of {@code A–Z a–z 0–9 : . _ -}
 */
public record DurableName(String value) {
    /** What a name looks like, for messages. */
    public static final String FORM = "1-64 of A-Z a-z 0-9 : . _ -";
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9:._-]{1,64}");

    /** @throws IllegalArgumentException if it is not of the form above; ask {@link #isValid} first where it came from outside */
    public DurableName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("The name of a durable subscription is " + FORM);
        }
    }

    /** Whether a text can be a name. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
