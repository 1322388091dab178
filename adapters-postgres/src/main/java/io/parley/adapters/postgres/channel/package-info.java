/** What is kept about channels: rooms and bans, a statement to a file beside {@link io.parley.adapters.postgres.channel.PostgresChannelDirectory}. */
@NullMarked
package io.parley.adapters.postgres.channel;

import org.jspecify.annotations.NullMarked;
