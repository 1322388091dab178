/** Rosters: hashes of entries, counts and members a channel, and a version; each entry names the lease of its node. See {@code roster.lua}. */
@NullMarked
package io.parley.adapters.redis.presence;

import org.jspecify.annotations.NullMarked;
