package io.parley.application.channel;

import java.util.List;
import java.util.Optional;

import io.parley.application.delivery.Subscription;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

/**
 * What a participant finds who entered: to be told to its client before {@link #goLive}.
 *
 * @param newest   the channel's newest position; empty without history
 * @param messages what was said last, up to {@code newest}; empty if it was not asked for and the channel does not tell it unasked
 * @param roster   who is there; empty where he does not see it or did not ask
 * @param metadata what a server wrote about the room
 */
public record Entry(Subscription subscription, Optional<Position> newest, Optional<List<Delivery>> messages, Optional<Roster> roster,
        Optional<Payload> metadata) {
    /** Lets messages through, once the client has been told what stands in this entry. */
    public void goLive() {
        subscription.goLive(newest);
    }
}
