/**
 * One connection after the other. A transport opens a {@link io.parley.application.connection.Session} at the
 * {@link io.parley.application.connection.Hub} and gives it a {@link io.parley.application.connection.Downlink}. The session takes one thing
 * at a time out of its {@link io.parley.application.connection.Mailbox}, asks the domain's life cycle what it means, and carries the answer
 * out; what a client asked for is done by the {@link io.parley.application.connection.Router}.
 *
 * <p>A session uses a virtual thread while there is something in its mailbox, and one place in the {@link
 * io.parley.application.time.Timers}; an idle connection holds no thread.
 */
@NullMarked
package io.parley.application.connection;

import org.jspecify.annotations.NullMarked;
