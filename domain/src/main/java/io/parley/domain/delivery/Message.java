package io.parley.domain.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * Something that was said in a channel.
 *
 * @param event    what kind of thing, 1–{@value #MAX_EVENT_LENGTH} characters, the publisher's own word
 * @param at       when the hub took it, to the millisecond
 * @param sender   the user who said it; empty: a server
 * @param audience whom of the channel it is for
 * @param priority whether it goes before what other channels say
 */
public record Message(ChannelId channel, String event, Payload data, Instant at, Optional<UserId> sender, Audience audience,
        Priority priority) implements Audible {
    /** As long as a channel name may be: events are names of the same kind. */
    public static final int MAX_EVENT_LENGTH = 255;

    /** Cuts the time to what the protocol shows, so that a message is the same before and after a journey. */
    public Message {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A message of ordinary weight to all. */
    public Message(ChannelId channel, String event, Payload data, Instant at, Optional<UserId> sender) {
        this(channel, event, data, at, sender, Audience.EVERYBODY, Priority.NORMAL);
    }

    /**
     * The event, if a message may have it.
     *
     * @throws IllegalArgumentException if it has not 1–{@value #MAX_EVENT_LENGTH} characters
     */
    public static String checkedEvent(String event) {
        if (event.isEmpty() || event.length() > MAX_EVENT_LENGTH) {
            throw new IllegalArgumentException("An event has 1-" + MAX_EVENT_LENGTH + " characters, not " + event.length());
        }
        return event;
    }
}
