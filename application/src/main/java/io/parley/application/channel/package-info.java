/** Entering and leaving channels: {@link io.parley.application.channel.Subscribing}. */
@NullMarked
package io.parley.application.channel;

import org.jspecify.annotations.NullMarked;
