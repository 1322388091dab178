package io.parley.application.connection;

import io.parley.application.channel.Scopes;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Use case: servers see who is connected, and end connections. Every method throws {@link io.parley.application.Unavailable} if a store or a node
 * did not answer.
 *
 * @param directory knows the connections of all nodes
 */
public record Connections(ConnectionDirectory directory) {
    /** A page of them; refused with RT_003 without the scope. */
    public Outcome<ConnectionPage> find(Identity who, ConnectionQuery query) {
        return Scopes.need(who, Scope.CONNECTIONS_READ, "see connections").then(_ -> Outcome.done(directory.find(query)));
    }

    /** Ends one; refused with RT_003 without the scope, RT_004 if there is none of that id. */
    public Outcome<ConnectionId> end(Identity who, ConnectionId connection) {
        return Scopes.need(who, Scope.CONNECTIONS_WRITE, "end connections").then(_ -> directory.end(who.realm(), connection)
                ? Outcome.done(connection)
                : Outcome.refused(Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "There is no such connection")));
    }
}
