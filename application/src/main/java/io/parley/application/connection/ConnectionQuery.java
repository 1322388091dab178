package io.parley.application.connection;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/**
 * Which connections of a realm are asked for: those to which everything that is said here applies, ordered by their ids.
 *
 * @param channel by its canonical name
 * @param after   only those whose ids come after this
 * @param limit   at most so many, 1–{@value #MAX_LIMIT}
 */
public record ConnectionQuery(RealmId realm, Optional<UserId> user, Optional<ChannelName> channel, Optional<NodeId> node,
        Optional<Transport> transport, Optional<ConnectionId> after, int limit) {
    /** A page of these is a few hundred kilobytes. */
    public static final int MAX_LIMIT = 1_000;

    /** @throws IllegalArgumentException if the limit is not within its bounds */
    public ConnectionQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("The limit is 1-" + MAX_LIMIT + ", not " + limit);
        }
    }

    /** Whether the node may have any. */
    public boolean asks(NodeId other) {
        return node.isEmpty() || node.get().equals(other);
    }

    /** The first of these that are asked for, and one more than the limit, if there is one. */
    List<ConnectionView> firstOf(Stream<ConnectionView> connections) {
        return connections.filter(this::accepts).sorted(Comparator.comparing(view -> view.id().value())).limit(limit + 1L).toList();
    }

    private boolean accepts(ConnectionView view) {
        return view.realm().equals(realm) && isOr(user, view.user()) && asks(view.node()) && isOr(transport, Optional.of(view.transport()))
                && (channel.isEmpty() || view.channels().contains(channel.get()))
                && (after.isEmpty() || view.id().value().compareTo(after.get().value()) > 0);
    }

    private static <T> boolean isOr(Optional<T> wanted, Optional<T> actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }
}
