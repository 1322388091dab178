/**
 * Who is where, in the whole cluster. {@link io.parley.application.presence.Attendance} enters and leaves; the
 * {@link io.parley.application.presence.PresenceDirectory} keeps the rosters and answers with the difference each change made; the difference
 * is the announcement.
 */
@NullMarked
package io.parley.application.presence;

import org.jspecify.annotations.NullMarked;
