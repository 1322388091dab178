/**
 * The cluster's shared memory: {@link io.parley.adapters.redis.delivery.RedisBackplane} carries events between nodes,
 * {@link io.parley.adapters.redis.node.NodeLease} says who lives, {@link io.parley.adapters.redis.presence.RedisPresenceDirectory} keeps the rosters,
 * {@link io.parley.adapters.redis.channel.RedisChannelCopies} what is known about channels, and
 * {@link io.parley.adapters.redis.identity.RedisTicketStore} the tickets. What other services say in Redis comes in through
 * {@link io.parley.adapters.redis.ingest.RedisIngest}.
 *
 * <p>What must happen in one step is one Lua script, a file beside the classes. All keys of a channel carry the tag of its partition
 * ({@link io.parley.adapters.redis.Keys}), so that they live in one slot of a Redis Cluster, and broadcasts are sharded Pub/Sub. Needs Redis
 * 7 or later.
 */
@NullMarked
package io.parley.adapters.redis;

import org.jspecify.annotations.NullMarked;
