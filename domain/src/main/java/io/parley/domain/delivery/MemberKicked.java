package io.parley.domain.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.UserId;

/**
 * A server sent a user out of the channel, with all his connections.
 *
 * @param reason for a person; may be empty
 */
public record MemberKicked(ChannelId channel, UserId user, String reason) implements ChannelEvent {
    /** A sentence, not a letter. */
    public static final int MAX_REASON_LENGTH = 256;
}
