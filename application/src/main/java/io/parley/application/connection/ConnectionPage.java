package io.parley.application.connection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.domain.connection.ConnectionId;

/**
 * Some of the connections that were asked for.
 *
 * @param next    after which id the next page begins; empty: this is the last
 * @param partial whether a node that lives did not say in time what it has
 */
public record ConnectionPage(List<ConnectionView> connections, Optional<ConnectionId> next, boolean partial) {
    /** The page that the query asks for, of what the nodes found. */
    public static ConnectionPage of(ConnectionQuery query, Stream<ConnectionView> found, boolean partial) {
        List<ConnectionView> first = query.firstOf(found);
        List<ConnectionView> page = first.subList(0, Math.min(first.size(), query.limit()));
        return new ConnectionPage(page, first.size() > page.size() ? Optional.of(page.getLast().id()) : Optional.empty(), partial);
    }
}
