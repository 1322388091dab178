package io.parley.application.extension;

import io.parley.domain.channel.Channel;
import io.parley.domain.identity.Identity;
import io.parley.domain.payload.Payload;

/**
 * What a client wants to say: what the channel's rule saw.
 *
 * @param sender  who says it
 * @param channel where, with its policy and its room
 * @param data    one JSON value, or bytes
 */
public record Submission(Identity sender, Channel channel, String event, Payload data) {
    /** The same with other words. */
    Submission saying(String otherEvent, Payload otherData) {
        return new Submission(sender, channel, otherEvent, otherData);
    }
}
