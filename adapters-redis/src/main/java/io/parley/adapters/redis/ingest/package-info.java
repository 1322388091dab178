/**
 * Sources of other services in Redis: {@link io.parley.adapters.redis.ingest.RedisIngest} hears each on one node of the cluster at a time.
 *
 * <p>A source has a {@link io.parley.adapters.redis.ingest.Lease}; a {@link io.parley.adapters.redis.ingest.LeasedTask} does its duty while the
 * lease is held: {@link io.parley.adapters.redis.ingest.ChannelListening} hears channels through a pattern,
 * {@link io.parley.adapters.redis.ingest.StreamReading} reads a stream through a consumer group.
 *
 * <p>Why two nodes never take one message of a channel: a node subscribes after it has taken the lease, so it hears nothing that was said before;
 * and it takes nothing in any more, by its own clock, before the lease can have run out in Redis, after which alone another node takes it. What is
 * said between the two is heard by nobody. Only a Redis that fails over and forgets a lease breaks this, until the next renewal.
 */
@NullMarked
package io.parley.adapters.redis.ingest;

import org.jspecify.annotations.NullMarked;
