package io.parley.application.protocol;

import java.util.function.UnaryOperator;

import io.parley.domain.payload.Payload;

/** Port: looks into payloads and changes texts in them. Bytes that are no JSON are passed on as they are. Stateless and thread-safe. */
public interface JsonTexts {
    /**
     * The same value in one line, as messages carry it.
     *
     * @throws IllegalArgumentException if it is not one JSON value in UTF-8, no deeper than the protocol's 64 levels
     */
    Payload oneLine(Payload data);

    /**
     * The value with other texts in it, however deep they stand. The names of fields, and every byte that is no part of a text that changes, stay as
     * they are; where none changes, the payload itself is returned.
     *
     * @param change is asked about every text, with its escapes resolved
     * @throws IllegalArgumentException as {@link #oneLine} does
     */
    Payload change(Payload data, UnaryOperator<String> change);
}
