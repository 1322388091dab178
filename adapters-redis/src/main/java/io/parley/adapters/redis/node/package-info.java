/** Which nodes live: a lease each, under a name that is new in every life. */
@NullMarked
package io.parley.adapters.redis.node;

import org.jspecify.annotations.NullMarked;
