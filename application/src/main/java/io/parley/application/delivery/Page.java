package io.parley.application.delivery;

import java.util.List;

import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/**
 * A part of a channel's history, as it was asked for.
 *
 * @param newest     the channel's newest position
 * @param deliveries in the direction that was asked for
 */
public record Page(Position newest, List<Delivery> deliveries) {}
