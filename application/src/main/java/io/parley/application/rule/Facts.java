package io.parley.application.rule;

import java.util.Optional;

import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.Identity;

/**
 * What a rule is asked about.
 *
 * @param auth    who acts or receives
 * @param name    the channel's name
 * @param channel the channel with its room; empty where a rule may not speak of it
 * @param message what is said; empty where nothing is
 */
public record Facts(Optional<Identity> auth, ChannelId name, Optional<Channel> channel, Optional<Said> message) {
    /** Somebody wants to come in. */
    public static Facts entering(Identity who, Channel channel) {
        return new Facts(Optional.of(who), channel.id(), Optional.of(channel), Optional.empty());
    }

    /** Somebody wants to say something. */
    public static Facts saying(Identity who, Channel channel, Said message) {
        return new Facts(Optional.of(who), channel.id(), Optional.of(channel), Optional.of(message));
    }

    /** Something was said, and is asked for itself. */
    public static Facts said(Said message) {
        return new Facts(Optional.empty(), message.message().channel(), Optional.empty(), Optional.of(message));
    }

    /** Something was said, and is asked whether it is for that receiver. */
    public static Facts receiving(Identity receiver, Said message) {
        return new Facts(Optional.of(receiver), message.message().channel(), Optional.empty(), Optional.of(message));
    }
}
