/**
 * A hub on a fresh machine: Redis and PostgreSQL come with it, so that {@code java -jar parley.jar} is all there is to do.
 *
 * <p>The story of one start:
 * <ol>
 * <li>{@link io.parley.devservices.EmbeddedServers} reads the settings. A hub that is given both {@code REDIS_URL} and {@code DATABASE_URL}
 * goes on as if this module were absent.
 * <li>{@link io.parley.devservices.DataDirectory} takes the folder for this hub alone and makes the secrets of the installation, once.
 * <li>{@link io.parley.devservices.RedisProcess} and {@link io.parley.devservices.PostgresProcess} stop what a killed hub left behind, then
 * start the missing servers: on loopback, behind random passwords, with durable settings.
 * <li>The hub meets them under the names an operator would set, and cannot tell the difference.
 * <li>{@link io.parley.devservices.WelcomeBanner} says what to try first; {@link io.parley.devservices.DevTokenController} hands out tokens to
 * callers on this machine, as long as nobody configured real ones.
 * <li>After the application context closed, the servers are stopped in order.
 * </ol>
 *
 * <p>The servers run outside the terminal's process group: Ctrl-C reaches the hub alone. A hub that is killed cannot stop them; the next start
 * on the same folder does.
 *
 * <table>
 * <caption>The data folder, mode 0700</caption>
 * <tr><td>{@code hub.lock}, {@code hub.pid}</td><td>whose folder it is</td></tr>
 * <tr><td>{@code secrets.properties}</td><td>made once, mode 0600</td></tr>
 * <tr><td>{@code redis/}</td><td>binary, configuration, log and append-only file</td></tr>
 * <tr><td>{@code postgres/}, {@code postgres.log}</td><td>the database cluster and its log</td></tr>
 * <tr><td>{@code postgres-bin/}</td><td>the unpacked binaries; may be deleted while nothing runs</td></tr>
 * </table>
 */
@NullMarked
package io.parley.devservices;

import org.jspecify.annotations.NullMarked;
