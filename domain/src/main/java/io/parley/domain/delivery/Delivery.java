package io.parley.domain.delivery;

import java.util.Optional;

/**
 * An event on its way to subscribers.
 *
 * @param position where it was stored; empty: it was not, and is heard at most once
 */
public record Delivery(ChannelEvent event, Optional<Position> position) {}
