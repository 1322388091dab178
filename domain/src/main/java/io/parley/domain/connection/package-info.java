/**
 * How a connection lives and ends.
 *
 * <p>A {@link io.parley.domain.connection.ConnectionState} meets a {@link io.parley.domain.connection.ConnectionEvent}; the
 * {@link io.parley.domain.connection.LifeCycle} answers with the next state and the {@link io.parley.domain.connection.Effect effects} that
 * its owner has to carry out. It decides and does nothing.
 *
 * <table>
 * <caption>States, and what leads out of them</caption>
 * <tr><th>state</th><th>event</th><th>next</th></tr>
 * <tr><td>Connecting</td><td>credentials accepted</td><td>Authenticated</td></tr>
 * <tr><td>Connecting</td><td>credentials refused or none in time, turned away, dismissed, too many mistakes, flooded, fell behind, hub
 * stopping</td><td>Rejected</td></tr>
 * <tr><td>Authenticated</td><td>registered</td><td>Connected</td></tr>
 * <tr><td>Connected</td><td>credentials accepted, same user</td><td>Connected, to the new expiry; its channels are judged again</td></tr>
 * <tr><td>Connected</td><td>credentials accepted, another user</td><td>Authenticated, channels left, the first logged out</td></tr>
 * <tr><td>Connected</td><td>logged out</td><td>Authenticated as an anonymous, or Connecting where there are none; channels left</td></tr>
 * <tr><td>Connected</td><td>credentials refused</td><td>Connected, as before</td></tr>
 * <tr><td>Connected</td><td>token expired, nothing heard, too many mistakes</td><td>Disconnected</td></tr>
 * <tr><td>Authenticated, Connected</td><td>turned away, dismissed, flooded, fell behind, hub stopping</td><td>Disconnected</td></tr>
 * <tr><td>any that lives</td><td>transport closed</td><td>Disconnected</td></tr>
 * </table>
 */
@NullMarked
package io.parley.domain.connection;

import org.jspecify.annotations.NullMarked;
