package io.parley.domain.delivery;

import java.util.Optional;
import java.util.Set;

import io.parley.domain.channel.Rule;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.UserId;

/**
 * Who of a channel's subscribers a message is for. It is kept with the message, so that it holds wherever the message is read later.
 *
 * @param to                 the subjects of the only users it is for; empty: it is for all
 * @param withoutUsers       the subjects of users it is not for
 * @param withoutConnections connections it is not for
 * @param filter             a rule over the receiver, as {@code auth}, and {@code message}
 */
public record Audience(Optional<Set<String>> to, Set<String> withoutUsers, Set<String> withoutConnections, Optional<Rule> filter) {
    /** All who hear the channel. */
    public static final Audience EVERYBODY = new Audience(Optional.empty(), Set.of(), Set.of(), Optional.empty());
    /** The most users and connections that may be named: it travels with every message. */
    public static final int MAX_NAMED = 1_000;

    /** @throws IllegalArgumentException if too many are named in one of the sets, which are copied */
    public Audience {
        if (to.map(Set::size).orElse(0) > MAX_NAMED || withoutUsers.size() > MAX_NAMED || withoutConnections.size() > MAX_NAMED) {
            throw new IllegalArgumentException("An audience names at most " + MAX_NAMED + " users or connections");
        }
        to = to.map(Set::copyOf);
        withoutUsers = Set.copyOf(withoutUsers);
        withoutConnections = Set.copyOf(withoutConnections);
    }

    /** Whether it is for all, so that nobody has to be looked at. */
    public boolean isEverybody() {
        return to.isEmpty() && withoutUsers.isEmpty() && withoutConnections.isEmpty() && filter.isEmpty();
    }

    /** Whether a receiver is named, or at least not left out; the filter is asked elsewhere. */
    public boolean names(Optional<UserId> user, ConnectionId connection) {
        String subject = user.map(UserId::subject).orElse("");
        return (to.isEmpty() || to.get().contains(subject)) && !withoutUsers.contains(subject)
                && !withoutConnections.contains(connection.value());
    }
}
