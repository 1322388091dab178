/**
 * What travels in a channel, and where it stands there.
 *
 * <p>A {@link io.parley.domain.delivery.ChannelEvent} is what subscribers hear: a {@link io.parley.domain.delivery.Message}, or a member
 * who joined or left. A stored message has a {@link io.parley.domain.delivery.Position}; a {@link io.parley.domain.delivery.Cursor}
 * compares what arrives with what came before, so that nothing is seen twice and no gap goes unnoticed.
 */
@NullMarked
package io.parley.domain.delivery;

import org.jspecify.annotations.NullMarked;
