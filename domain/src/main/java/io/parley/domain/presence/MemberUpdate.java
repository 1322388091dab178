package io.parley.domain.presence;

import java.util.Map;

import io.parley.domain.payload.Payload;

/**
 * What a member changes of what he says of himself.
 *
 * @param changes the new values by name; {@link Payload#NULL} takes a name away
 */
public record MemberUpdate(Map<String, Payload> changes) {
    public MemberUpdate {
        changes = Map.copyOf(changes);
    }
}
