/** Rosters: a hash of entries and a hash of counts a channel, and a lease a node. */
@NullMarked
package io.parley.adapters.redis.presence;

import org.jspecify.annotations.NullMarked;
