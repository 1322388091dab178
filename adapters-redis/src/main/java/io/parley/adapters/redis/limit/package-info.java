/** Limits that all nodes share. */
@NullMarked
package io.parley.adapters.redis.limit;

import org.jspecify.annotations.NullMarked;
