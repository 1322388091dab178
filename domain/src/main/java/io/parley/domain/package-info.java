/**
 * What is true in a realtime hub, told without a machine: no clock, no thread, no randomness, no log, nothing but the JDK.
 *
 * <p>Read it in this order: {@link io.parley.domain.identity} says who somebody is; {@link io.parley.domain.connection} how a connection
 * lives and ends; {@link io.parley.domain.channel} which channels there are and who may do what in them; {@link io.parley.domain.delivery}
 * what travels in a channel and at which position, with {@link io.parley.domain.payload} inside; {@link io.parley.domain.presence} who is there; {@link io.parley.domain.notification}
 * what is kept for a user; {@link io.parley.domain.preference} what he wants to hear; {@link io.parley.domain.refusal} how the hub says no.
 *
 * <p>Time is always an argument. A refusal is a value, a failure an exception.
 */
@NullMarked
package io.parley.domain;

import org.jspecify.annotations.NullMarked;
