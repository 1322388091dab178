/** Events between nodes: stored by a script, broadcast by sharded Pub/Sub, spelled by a compact envelope. */
@NullMarked
package io.parley.adapters.redis.delivery;

import org.jspecify.annotations.NullMarked;
