/**
 * What happens in the hub, told without a technology: the use cases, and the ports through which they reach the world.
 *
 * <p>A transport opens a session at the {@link io.parley.application.connection.Hub} and hands it frames. The session runs the life cycle of
 * the domain and lets the router carry out what a client asks: {@link io.parley.application.channel.Subscribing},
 * {@link io.parley.application.delivery.Publishing}, {@link io.parley.application.presence.Attendance}. What is published goes through the
 * {@link io.parley.application.delivery.Backplane} to every node, whose {@link io.parley.application.delivery.Broadcaster} hands it to the
 * local subscribers. {@link io.parley.application.notification.Notifying} keeps what must not be lost.
 *
 * <p>Each port stands beside the use case that needs it and states its contract whole: an adapter's author needs nothing else. The contract
 * suites in this module's tests are the same contracts as programs.
 */
@NullMarked
package io.parley.application;

import org.jspecify.annotations.NullMarked;
