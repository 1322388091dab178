package io.parley.application.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/**
 * An open connection as servers see it.
 *
 * @param user     empty: nobody's
 * @param channels what it hears and is told of, by canonical names, in order
 */
public record ConnectionView(ConnectionId id, RealmId realm, Optional<UserId> user, NodeId node, Transport transport, Instant connectedAt,
        List<ChannelName> channels) {}
