package io.parley.adapters.redis.planted;

import io.parley.adapters.postgres.DatabaseUrl;

/** Breaks: adapters do not know one another. */
public record FriendOfPostgres(DatabaseUrl friend) {}
