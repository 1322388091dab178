/** What admits somebody once: tickets. */
@NullMarked
package io.parley.adapters.redis.identity;

import org.jspecify.annotations.NullMarked;
