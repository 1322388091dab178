package io.parley.application.delivery;

import java.util.List;

import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/**
 * The end of a channel's history at one moment.
 *
 * @param newest   the newest position; offset 0 of its epoch if nothing was said yet
 * @param messages the newest that are still kept, the oldest of them first; all with their positions, none after {@code newest}
 */
public record Recent(Position newest, List<Delivery> messages) {}
