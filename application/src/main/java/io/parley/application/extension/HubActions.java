package io.parley.application.extension;

import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;

/**
 * What an extension can do, in the realm for which it was asked and in no other. It may do what a server may: no rule is asked, no limit counts, and
 * no interceptor sees what it says. Thread-safe; may be kept and used later, from any thread. Both methods block until the message is stored, and
 * throw {@link io.parley.application.Unavailable} if the store did not answer, {@link IllegalArgumentException} for an event's name that has not
 * 1–255 characters or data that is not one JSON value.
 */
public interface HubActions {
    /**
     * Says something in a channel, to all who hear it.
     *
     * @return where it is stored, if the channel keeps history; RT_004 if there is no such channel
     */
    Outcome<Optional<Position>> publish(ChannelName channel, String event, Payload data);

    /**
     * Says something to a user on all his connections: in his own channel, which keeps it for those that come later.
     *
     * @param user his id, as his tokens say it
     */
    Outcome<Optional<Position>> send(String user, String event, Payload data);
}
