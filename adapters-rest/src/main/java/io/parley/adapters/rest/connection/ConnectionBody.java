package io.parley.adapters.rest.connection;

import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.parley.application.connection.ConnectionView;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.UserId;

/** A connection in an answer; {@code userId} is null for nobody's. */
record ConnectionBody(String id, @Nullable String userId, String node, String transport, String connectedAt, List<String> channels) {
    static ConnectionBody of(ConnectionView view) {
        return new ConnectionBody(view.id().value(), view.user().map(UserId::subject).orElse(null), view.node().value(),
                view.transport().label(), view.connectedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                view.channels().stream().map(ChannelName::value).toList());
    }
}
