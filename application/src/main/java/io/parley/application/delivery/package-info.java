/**
 * From one who speaks to all who hear.
 *
 * <p>{@link io.parley.application.delivery.Publishing} asks the rules and hands the message to the
 * {@link io.parley.application.delivery.Backplane}, which stores it and tells every interested node. There the
 * {@link io.parley.application.delivery.Broadcaster} finds the channel's {@link io.parley.application.delivery.Topic} and offers the message,
 * encoded once, to each {@link io.parley.application.delivery.Subscription}. Nobody waits for a slow one.
 */
@NullMarked
package io.parley.application.delivery;

import org.jspecify.annotations.NullMarked;
