package io.parley.application.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * What a server wants users to know.
 *
 * @param id    the server's own name for it, so that it can ask twice; empty: a new one each time
 * @param users whom to tell, at least one
 */
public record Notice(Optional<UUID> id, List<UserId> users, String type, Optional<String> title, String content, Optional<Payload> data) {}
