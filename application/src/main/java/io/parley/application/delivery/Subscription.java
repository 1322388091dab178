package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Identity;
import io.parley.domain.presence.Member;

/**
 * One subscriber in one channel. What arrives before it is live is held back, so that the client reads {@code subscribed} first; once live,
 * messages pass without a lock, unless something was left out just before.
 */
public final class Subscription {
    /** What may arrive between registering and going live, one round trip to the store: a second of a busy channel. More is a fault. */
    static final int MAX_HELD = 10_000;
    /** So many messages may be left out before the client is told how far the channel is: it loses no more than these at a recovery. */
    static final int MAX_SKIPPED = 50;

    private final ChannelId channel;
    private final Subscriber subscriber;
    private volatile Hearing hearing;
    private volatile Optional<Identity> shown = Optional.empty();
    private volatile boolean live;
    private volatile boolean hearsPresence;
    private volatile @Nullable Member attending;
    private volatile @Nullable Position floor;
    private volatile @Nullable Position skippedTo;
    private int skipped;
    private @Nullable List<Held> held = new ArrayList<>();

    private record Held(EncodedMessage message, Optional<Position> position) {}

    Subscription(ChannelId channel, Subscriber subscriber, Hearing hearing) {
        this.channel = channel;
        this.subscriber = subscriber;
        this.hearing = hearing;
    }

    /** What is heard. */
    public ChannelId channel() {
        return channel;
    }

    /** How it is heard. */
    public Hearing hearing() {
        return hearing;
    }

    /** Who hears it, as the channel's rules are to see him. */
    public Identity identity() {
        return shown.orElseGet(subscriber::identity);
    }

    /** From now on rules see him so; empty: as he is known to the hub at the moment. */
    public void judgeAs(Optional<Identity> credentials) {
        shown = credentials;
    }

    /** As whom the subscriber is in the channel's roster; empty: he is not. */
    public Optional<Member> attending() {
        return Optional.ofNullable(attending);
    }

    /** From now on the subscriber is not in the roster, and hears of nobody who is. */
    public void leavePresence() {
        hearsPresence = false;
        attending = null;
    }

    /** Notes as whom the subscriber is in the roster. */
    public void attendAs(Member member) {
        attending = member;
    }

    /** From now on the subscriber hears who comes and goes; without it he hears what is said and nothing else. */
    public void hearPresence() {
        hearsPresence = true;
    }

    /** Whether messages pass; not before the client has been told that it hears them. */
    public boolean isLive() {
        return live;
    }

    /** Whether the subscriber hears who comes and goes. */
    public boolean hearsPresence() {
        return hearsPresence;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    void hearAs(Hearing other) {
        hearing = other;
    }

    /**
     * From now on messages go straight to the subscriber; first those that were held back. Only what comes after the position passes. To be
     * called again does nothing: who is live has missed nothing since.
     *
     * @param newest what the client was told to be the channel's newest; empty in a channel without positions
     */
    public synchronized void goLive(Optional<Position> newest) {
        List<Held> waiting = held;
        if (waiting != null) {
            floor = newest.orElse(null);
            waiting.stream().filter(one -> isAboveFloor(one.position())).forEach(one -> subscriber.offer(one.message()));
            held = null;
            live = true;
        }
    }

    void deliver(EncodedMessage message, Optional<Position> position) {
        if (!live) { // Asked before the floor, which is there before it is live.
            hold(message, position);
        } else if (isAboveFloor(position)) {
            pass(message, position);
        }
    }

    private void pass(EncodedMessage message, Optional<Position> position) {
        if (skippedTo == null) {
            subscriber.offer(message);
        } else {
            deliverAfterSkipped(message, position);
        }
    }

    private synchronized void hold(EncodedMessage message, Optional<Position> position) {
        if (held == null) {
            if (isAboveFloor(position)) {
                subscriber.offer(message);
            }
        } else if (held.size() < MAX_HELD) {
            held.add(new Held(message, position));
        }
    }

    private synchronized void deliverAfterSkipped(EncodedMessage message, Optional<Position> position) {
        subscriber.offer(message);
        if (position.isPresent()) {
            skipped = 0;
            skippedTo = null; // Only now: who finds it null may pass this message.
        }
    }

    /** Something at that position was not for this subscriber; true if he has to be told so when the channel is quiet. */
    synchronized boolean skip(Position position) {
        if (!live || !isAboveFloor(Optional.of(position))) {
            return false;
        }
        skipped++;
        skippedTo = position;
        if (skipped < MAX_SKIPPED) {
            return true;
        }
        tellSkipped();
        return false;
    }

    /** Tells how far the channel is, if something was left out since it was last heard of. The position goes before whatever comes next. */
    synchronized void tellSkipped() {
        Position to = skippedTo;
        if (to != null) {
            subscriber.offer(new EncodedMessage(new ServerMessage.Reached(hearing.spelling(), to)));
            skipped = 0;
            skippedTo = null;
        }
    }

    private boolean isAboveFloor(Optional<Position> position) {
        Position lowest = floor;
        return lowest == null || position.isEmpty() || !position.get().epoch().equals(lowest.epoch())
                || position.get().offset() > lowest.offset();
    }
}
