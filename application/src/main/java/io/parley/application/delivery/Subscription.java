package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
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
    private volatile @Nullable Member attending;
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

    /**
     * From now on messages go straight to the subscriber; first those that were held back and come after the position.
     *
     * @param newest what the client was told to be the channel's newest; empty in a channel without positions
     */
    public synchronized void goLive(Optional<Position> newest) {
        List<EncodedMessage> waiting = held;
        if (waiting != null) {
            waiting.stream().filter(message -> follows(message, newest)).forEach(subscriber::offer);
        }
        held = null;
        live = true;
    }

    void deliver(EncodedMessage message, Delivery delivery) {
        if (delivery.event() instanceof MemberJoined joined && subscriber.user().filter(joined.member().user()::equals).isPresent()) {
            return; // Nobody needs to be told that he came himself.
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

    private static boolean follows(EncodedMessage message, Optional<Position> newest) {
        Optional<Position> position = message.message() instanceof ServerMessage.Event event
                ? event.delivery().position()
                : Optional.empty();
        return newest.isEmpty() || position.isEmpty() || !position.get().epoch().equals(newest.get().epoch())
                || position.get().offset() > newest.get().offset();
    }
}
