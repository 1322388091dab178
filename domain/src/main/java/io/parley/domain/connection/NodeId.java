package io.parley.domain.connection;

/**
 * The name of one running hub process in the cluster.
 *
 * @param value 1–64 characters of {@code A–Z a–z 0–9 . _ -}
 */
public record NodeId(String value) {
    /** @throws IllegalArgumentException if the value is not of the form above */
    public NodeId {
        if (!value.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("A node id is 1-64 characters of A-Z a-z 0-9 . _ -, not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
