/**
 * What travels in a channel, and where it stands there.
 *
 * <p>A {@link io.parley.domain.delivery.ChannelEvent} is what happens: a {@link io.parley.domain.delivery.Message} to its
 * {@link io.parley.domain.delivery.Audience}, a member who joined, left or was kicked, a room that changed or was closed. A stored message has a
 * {@link io.parley.domain.delivery.Position}; a {@link io.parley.domain.delivery.Cursor} compares what arrives with what came before, so that
 * nothing is seen twice and no gap goes unnoticed.
 */
@NullMarked
package io.parley.domain.delivery;

import org.jspecify.annotations.NullMarked;
