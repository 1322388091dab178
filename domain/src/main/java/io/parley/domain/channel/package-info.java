/**
 * Channels: what they are called, and who may do what in them.
 *
 * <p>A {@link io.parley.domain.channel.ChannelName} is a word; with its realm it is a {@link io.parley.domain.channel.ChannelId}, under
 * which everything is kept. What holds in a channel is its {@link io.parley.domain.channel.ChannelPolicy policy}: the one with the longest
 * matching {@link io.parley.domain.channel.ChannelPattern pattern} in the realm's {@link io.parley.domain.channel.PolicyBook book}. A name
 * that no pattern matches is no channel: deny by default.
 *
 * <p>Beside the policy stands what is kept about that one channel, its {@link io.parley.domain.channel.ChannelRecord record}: the
 * {@link io.parley.domain.channel.Room} that a server made of it, and who is {@linkplain io.parley.domain.channel.Bans banned}. Policy and record
 * together are the {@link io.parley.domain.channel.Channel}, which says which {@link io.parley.domain.channel.Rule} answers for which
 * {@link io.parley.domain.channel.Deed}. The {@link io.parley.domain.channel.ShippedPolicies} are the rulebook of a fresh installation.
 */
@NullMarked
package io.parley.domain.channel;

import org.jspecify.annotations.NullMarked;
