/** What the hub shows of itself: logs with the names of connections and users, metrics with bounded labels, health. Never a token. */
@NullMarked
package io.parley.bootstrap.observability;

import org.jspecify.annotations.NullMarked;
