package io.parley.domain.connection;

/** The name of one connection, unique in the cluster, safe to log. It opens nothing: it is no credential. */
public record ConnectionId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
