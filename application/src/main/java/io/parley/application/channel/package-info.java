/**
 * What is done in channels. {@link io.parley.application.channel.Channels} finds one by its name, with the policy and what is kept about it;
 * {@link io.parley.application.channel.Permissions} judges by its rules. On both stand the use cases: connections enter and leave
 * ({@link io.parley.application.channel.Subscribing}), clients and servers speak ({@link io.parley.application.channel.Publishing}), servers make
 * rooms and send users out ({@link io.parley.application.channel.Rooms}).
 *
 * <p>What is kept lies in the {@link io.parley.application.channel.ChannelDirectory}, with {@link io.parley.application.channel.ChannelCopies} that
 * are quicker to reach; {@link io.parley.application.channel.ChannelRecords} knows what this node needs of it without asking.
 */
@NullMarked
package io.parley.application.channel;

import org.jspecify.annotations.NullMarked;
