package io.parley.application.protocol;

/**
 * The name that a client gave its command; the reply carries it.
 *
 * @param json a JSON string or number as the client wrote it, quotes included
 */
public record CommandId(String json) {
    /** Room for a UUID in quotes, and to spare. */
    public static final int MAX_LENGTH = 128;
}
