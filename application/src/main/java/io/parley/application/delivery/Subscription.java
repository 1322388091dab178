package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.presence.Member;

/**
 * One subscriber in one channel. What arrives before it is live is held back, so that the client reads {@code subscribed} first; once live,
 * messages pass without a lock.
 */
public final class Subscription {
    /** What may arrive between registering and going live, one round trip to the store: a second of a busy channel. More is a fault. */
    static final int MAX_HELD = 10_000;

    private final ChannelId channel;
    private final Subscriber subscriber;
    private volatile boolean live;
    private volatile boolean hearsPresence;
    private volatile @Nullable Member attending;
    private volatile @Nullable Position floor;
    private @Nullable List<EncodedMessage> held = new ArrayList<>();

    Subscription(ChannelId channel, Subscriber subscriber) {
        this.channel = channel;
        this.subscriber = subscriber;
    }

    /** What is heard. */
    public ChannelId channel() {
        return channel;
    }

    /** As whom the subscriber is in the channel's roster; empty: he is not. */
    public Optional<Member> attending() {
        return Optional.ofNullable(attending);
    }

    /** Notes as whom the subscriber is in the roster. */
    public void attendAs(Member member) {
        attending = member;
    }

    /** From now on the subscriber hears who comes and goes; without it he hears what is said and nothing else. */
    public void hearPresence() {
        hearsPresence = true;
    }

    /**
     * From now on messages go straight to the subscriber; first those that were held back. Only what comes after the position passes. To be
     * called again does nothing: who is live has missed nothing since.
     *
     * @param newest what the client was told to be the channel's newest; empty in a channel without positions
     */
    public synchronized void goLive(Optional<Position> newest) {
        List<EncodedMessage> waiting = held;
        if (waiting != null) {
            floor = newest.orElse(null);
            waiting.stream()
                    .filter(message -> !(message.message() instanceof ServerMessage.Event(Delivery delivery)) || isAboveFloor(delivery))
                    .forEach(subscriber::offer);
            held = null;
            live = true;
        }
    }

    void deliver(EncodedMessage message, Delivery delivery) {
        if (!concerns(delivery.event()) || !isAboveFloor(delivery)) {
            return;
        }
        if (live) {
            subscriber.offer(message);
        } else {
            hold(message);
        }
    }

    private synchronized void hold(EncodedMessage message) {
        if (held == null) {
            subscriber.offer(message);
        } else if (held.size() < MAX_HELD) {
            held.add(message);
        }
    }

    private boolean concerns(ChannelEvent event) {
        return switch (event) {
            case Message _ -> true;
            case MemberLeft _ -> hearsPresence;
            // Nobody needs to be told that he came himself.
            case MemberJoined joined -> hearsPresence && subscriber.user().filter(joined.member().user()::equals).isEmpty();
        };
    }

    private boolean isAboveFloor(Delivery delivery) {
        Position lowest = floor;
        return lowest == null || delivery.position().isEmpty() || !delivery.position().get().epoch().equals(lowest.epoch())
                || delivery.position().get().offset() > lowest.offset();
    }
}
