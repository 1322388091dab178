package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.UserId;

/**
 * Port: how far users have acknowledged channels under the names of their durable subscriptions. What was written is there when the hub and its
 * other stores have started anew. Thread-safe; methods block for a round trip or two and throw {@link io.parley.application.Unavailable} if the
 * store did not answer.
 */
public interface DurableCursors {
    /** More than anybody has devices or consumers; a cursor costs the archive nothing. */
    int MAX_PER_USER = 10;
    /** How long a cursor is kept that nobody uses. */
    Duration KEPT = Duration.ofDays(30);

    /**
     * Which cursor.
     *
     * @param name the user's own word for the subscription
     */
    record Key(UserId user, DurableName name, ChannelId channel) {}

    /**
     * A cursor that was taken.
     *
     * @param term counts who took it: who takes it has a higher one than all before him
     */
    record Taken(Position position, long term) {}

    /**
     * Takes the cursor over from whoever had it. One that does not exist, or was not used for {@link #KEPT}, begins at that start.
     *
     * @return empty: there is none, and the user has as many others as he may
     */
    Optional<Taken> take(Key key, Position start, Instant now);

    /**
     * Moves the cursor.
     *
     * @return false if it was taken by somebody else since, or forgotten; nothing is moved then
     */
    boolean move(Key key, long term, Position to, Instant now);

    /** Forgets cursors that were not used since that moment; how many they were. Bounded: to be called again while it is not 0. */
    int forget(Instant unusedSince);
}
