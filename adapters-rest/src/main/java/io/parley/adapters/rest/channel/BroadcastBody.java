package io.parley.adapters.rest.channel;

import org.jspecify.annotations.Nullable;

import io.parley.domain.delivery.Payload;

/** {@code {"event", "data"?}}. */
record BroadcastBody(@Nullable String event, @Nullable Payload data) {}
