package io.parley.adapters.redis.connection;

import java.util.List;

import io.parley.application.connection.ConnectionView;

/**
 * What a node says to a question.
 *
 * @param life  whose answer it is
 * @param found its connections that were asked for
 * @param ended whether it had the connection that was to be ended
 */
record Answer(String life, List<ConnectionView> found, boolean ended) {}
