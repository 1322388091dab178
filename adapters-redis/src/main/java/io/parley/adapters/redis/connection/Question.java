package io.parley.adapters.redis.connection;

import io.parley.application.connection.ConnectionQuery;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.RealmId;

/** What one node asks all others. */
sealed interface Question {
    record Find(ConnectionQuery query) implements Question {}

    record End(RealmId realm, ConnectionId connection) implements Question {}
}
