/** What happens later: {@link io.parley.application.time.Timers}. What time it is, an {@link java.time.InstantSource} says. */
@NullMarked
package io.parley.application.time;

import org.jspecify.annotations.NullMarked;
