package io.parley.adapters.redis.connection;

import io.parley.domain.channel.ChannelId;

/**
 * Something that is asked or answered.
 *
 * @param number  tells the questions of one node apart
 * @param replyTo the channel in which the one who asks waits
 */
record Letter<T>(long number, ChannelId replyTo, T content) {}
