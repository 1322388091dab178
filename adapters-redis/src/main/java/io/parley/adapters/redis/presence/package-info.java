/** Rosters: a hash of entries and a hash of counts a channel; each entry names the lease of its node. */
@NullMarked
package io.parley.adapters.redis.presence;

import org.jspecify.annotations.NullMarked;
