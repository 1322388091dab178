/**
 * A crowd of WebSocket clients in one thread and little memory: thousands that stay, arrive at a steady rate, or are cut off at once and come
 * back. Each is a user of his own, which a generator of load with one token for all cannot show.
 *
 * <p>{@link io.parley.perf.crowd.Main} is the command; the scripts of this module call it. It knows of a hub no more than its protocol, and needs
 * the JDK alone.
 */
@NullMarked
package io.parley.perf.crowd;

import org.jspecify.annotations.NullMarked;
