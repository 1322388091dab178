/**
 * Who is where, in the whole cluster. {@link io.parley.application.presence.Attendance} enters and leaves; the
 * {@link io.parley.application.presence.PresenceDirectory} keeps the rosters, tells those who hear a channel of each change, and answers
 * with the difference that it made. {@link io.parley.application.presence.Departures} waits for who reloads a page,
 * {@link io.parley.application.presence.Activity} knows who is away.
 */
@NullMarked
package io.parley.application.presence;

import org.jspecify.annotations.NullMarked;
