/**
 * Channels: what they are called, and who may do what in them.
 *
 * <p>A {@link io.parley.domain.channel.ChannelName} is a word; with its realm it is a {@link io.parley.domain.channel.ChannelId}, under
 * which everything is kept. What holds in a channel is its {@link io.parley.domain.channel.ChannelPolicy policy}: the one with the longest
 * matching {@link io.parley.domain.channel.ChannelPattern pattern} in the realm's {@link io.parley.domain.channel.PolicyBook book}. A name
 * that no pattern matches is no channel: deny by default.
 */
@NullMarked
package io.parley.domain.channel;

import org.jspecify.annotations.NullMarked;
