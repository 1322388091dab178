package io.parley.application.channel;

import java.util.List;
import java.util.Optional;

import io.parley.application.delivery.Subscription;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

/**
 * What a participant finds who entered: to be told to its client before it {@link Subscribing#goLive goes live}.
 *
 * @param past     where the channel is, and what of its history the client is told; empty without history
 * @param roster   who is there; empty where he does not see it or did not ask
 * @param metadata what a server wrote about the room
 */
public record Entry(Subscription subscription, Optional<Past> past, Optional<Roster> roster, Optional<Payload> metadata) {
    /**
     * A channel's history, as one who enters is told of it.
     *
     * @param newest    where the channel is
     * @param reached   up to where the client knows it, once it is told this: {@link #newest}, unless it missed more than fits in here
     * @param recovered whether all that was missed is in here and follows; empty if it was not asked for
     * @param messages  what was missed, or was said last; empty if it was not asked for and the channel does not tell it unasked
     */
    public record Past(Position newest, Position reached, Optional<Boolean> recovered, Optional<List<Delivery>> messages) {}

    /** Up to where the client knows the channel; empty without history. */
    Optional<Position> reached() {
        return past.map(Past::reached);
    }

    /** Whether something that was missed has still to be read. */
    boolean rest() {
        return past.filter(known -> known.recovered().orElse(false) && known.reached().offset() < known.newest().offset()).isPresent();
    }
}
