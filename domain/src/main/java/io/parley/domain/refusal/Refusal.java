package io.parley.domain.refusal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One no, as it is told to whoever asked.
 *
 * @param message for a person; never contains a secret that was sent
 * @param details for a program: strings and numbers by the names that {@link ErrorCode} states
 */
public record Refusal(ErrorCode code, String message, Map<String, Object> details) {
    /** The detail that says after how many milliseconds one may ask again. */
    public static final String RETRY_AFTER = "retryAfterMs";

    /** A refusal that needs no details. */
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, Map.of());
    }

    /** {@link ErrorCode#INVALID_MESSAGE} at a place of the input. */
    public static Refusal invalid(String path, String expected, String got) {
        return new Refusal(ErrorCode.INVALID_MESSAGE, "Expected " + expected + " at " + path + ", got " + got,
                Map.of("path", path, "expected", expected, "got", got));
    }

    /** After what time one may ask again; empty: it does not say. */
    public Optional<Duration> retryAfter() {
        return details.get(RETRY_AFTER) instanceof Number millis ? Optional.of(Duration.ofMillis(millis.longValue())) : Optional.empty();
    }

    /** When it may be worth to ask again, in whole seconds as HTTP counts them; empty: nobody knows. */
    public OptionalLong retryAfterSeconds() {
        if (details.get(RETRY_AFTER) instanceof Number millis) {
            return OptionalLong.of(Math.ceilDiv(millis.longValue(), 1_000));
        }
        return code == ErrorCode.UNAVAILABLE ? OptionalLong.of(1) : OptionalLong.empty();
    }

    /** The same no, with one more detail. */
    public Refusal with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Refusal(code, message, more);
    }
}
