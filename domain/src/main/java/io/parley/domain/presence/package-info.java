/**
 * Who is in a channel. A {@link io.parley.domain.presence.Member} is a user, however many connections he has there: he joins with the
 * first and leaves with the last. A {@link io.parley.domain.presence.Roster} is the list at one moment.
 */
@NullMarked
package io.parley.domain.presence;

import org.jspecify.annotations.NullMarked;
