package io.parley.adapters.redis.connection;

/**
 * Something that is asked or answered.
 *
 * @param number  tells the questions of one node apart
 * @param replyTo the topic on which the one who asks waits
 */
record Letter<T>(long number, String replyTo, T content) {}
