package io.parley.application.extension;

import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

/**
 * Something that another service said.
 *
 * @param realm  for which it was taken in
 * @param source the Redis channel or stream on which it came
 * @param data   the JSON object, as it came
 */
public record ServiceEvent(RealmId realm, String source, Payload data) {}
