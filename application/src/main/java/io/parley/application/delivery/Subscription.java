package io.parley.application.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.RosterVersion;

/**
 * One subscriber in one channel. What arrives before it is live is held back, so that the client reads {@code subscribed} first; once live,
 * messages pass without a lock, unless something was left out just before.
 */
public final class Subscription {
    /** What may arrive between registering and going live, one round trip to the store: a second of a busy channel. What is more is read again. */
    static final int MAX_HELD = 10_000;
    /** So many messages may be left out before the client is told how far the channel is: it loses no more than these at a recovery. */
    static final int MAX_SKIPPED = 50;

    private final ChannelId channel;
    private final Subscriber subscriber;
    private volatile Hearing hearing;
    private volatile Optional<Identity> shown = Optional.empty();
    private volatile boolean live;
    private volatile boolean hearsPresence;
    private volatile boolean ended;
    private volatile @Nullable Member attending;
    private volatile @Nullable RosterVersion attendedAt;
    private volatile Optional<DurableHold> hold = Optional.empty();
    private volatile @Nullable Position floor;
    private volatile @Nullable Position came;
    private volatile boolean greeted;
    private volatile @Nullable Position skippedTo;
    private Optional<Instant> toldTyping = Optional.empty();
    private int skipped;
    private @Nullable List<Held> held = new ArrayList<>();

    /** @param message null: at that position was nothing for this subscriber */
    private record Held(@Nullable EncodedMessage message, Optional<Position> position) {
        boolean isPresence() {
            return message != null && switch (message.message()) {
                case ServerMessage.Event event -> event.event() instanceof RosterChange;
                case ServerMessage.Presence _,ServerMessage.PresenceCount _ -> true;
                default -> false;
            };
        }
    }

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
        attendedAt = null;
    }

    /** From now on the subscriber is not in the roster, and hears of those who are. */
    public void attendUnseen() {
        attending = null;
        attendedAt = null;
    }

    /** Notes as whom the subscriber is in the roster, and from which version on. */
    public void attendAs(Member member, RosterVersion version) {
        attending = member;
        attendedAt = version;
    }

    /** From now on he is called so in the roster, if he is in it. */
    public void calledBy(Profile profile) {
        Member member = attending;
        if (member != null) {
            attending = new Member(member.user(), profile);
        }
    }

    /** From which version of the roster on the subscriber is in it; empty: he is not. */
    public Optional<RosterVersion> attendedAt() {
        return Optional.ofNullable(attendedAt);
    }

    /** When others were told last that the subscriber is typing; empty: they were not, or that he is not any more. For his mailbox alone. */
    public Optional<Instant> toldTyping() {
        return toldTyping;
    }

    /** Notes when others were told that the subscriber is typing; empty: that he is not. */
    public void toldTyping(Optional<Instant> when) {
        toldTyping = when;
    }

    /** Whether and how far the subscription is kept for the user; empty: it is not. */
    public Optional<DurableHold> hold() {
        return hold;
    }

    /** From now on it is kept so for the user; empty: not at all. */
    public void hold(Optional<DurableHold> other) {
        hold = other;
    }

    /** From now on the subscriber hears who comes and goes; without it he hears what is said and nothing else. */
    void hearPresence() {
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

    /** Whether the channel was left. */
    public boolean hasEnded() {
        return ended;
    }

    /** What comes after this position has passed or will pass; empty before it was ever live, and in a channel without positions. */
    public Optional<Position> floor() {
        return Optional.ofNullable(floor);
    }

    /** Up to where its client was told the channel first: what comes after is sent to it, or told as lost. Empty without positions. */
    public Optional<Position> came() {
        return Optional.ofNullable(came);
    }

    /** Its client has been told that it hears the channel, and is up to there; the first time counts. */
    public void greet(Optional<Position> reached) {
        if (!greeted) {
            came = reached.orElse(null);
            greeted = true;
        }
    }

    /** Whether its client has been told that it hears the channel. */
    public boolean isGreeted() {
        return greeted;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    void hearAs(Hearing other) {
        hearing = other;
    }

    void end() {
        ended = true;
    }

    /** Whether what is at that position came after what the client was told when it went live. */
    boolean hears(Position position) {
        return isAboveFloor(Optional.of(position));
    }

    /** From now on messages are held back again, until it goes live. */
    synchronized void pause() {
        live = false;
        held = new ArrayList<>();
    }

    /** Who is there is about to be told anew: what was held back of it is in that, and what comes is held back until it goes live. */
    synchronized void restartPresence() {
        if (live) {
            pause();
        } else if (held != null) {
            held.removeIf(Held::isPresence);
        }
    }

    /**
     * From now on messages go straight to the subscriber; first those that were held back. Only what comes after the position passes. To be
     * called again does nothing: who is live has missed nothing since. Called between two messages of the channel, never during one.
     *
     * @param told    up to where the client has heard the channel; empty in a channel without positions
     * @param arrived the last position that arrived in the channel; null: none yet
     * @return false if not everything between the two was held back: it stays as it is, and what is missing has to be read
     */
    synchronized boolean goLive(Optional<Position> told, @Nullable Position arrived) {
        List<Held> waiting = held;
        if (waiting == null) {
            return true;
        }
        if (told.isPresent() && arrived != null && !isCovered(waiting, told.get(), arrived)) {
            waiting.removeIf(one -> one.position().isPresent());
            return false;
        }
        floor = told.orElse(null);
        held = null;
        waiting.stream().filter(one -> follows(told, one.position())).forEach(this::pass);
        live = true;
        return true;
    }

    /** What was held back under another epoch was said before, or was lost: after the position nothing came under another than its own. */
    private static boolean follows(Optional<Position> told, Optional<Position> position) {
        return told.isEmpty() || position.isEmpty()
                || (position.get().epoch().equals(told.get().epoch()) && position.get().offset() > told.get().offset());
    }

    private static boolean isCovered(List<Held> waiting, Position told, Position arrived) {
        if (!told.epoch().equals(arrived.epoch())) {
            return false;
        }
        long covered = told.offset();
        for (Held one : waiting) {
            if (one.position().filter(position -> position.epoch().equals(told.epoch())).isPresent()
                    && one.position().get().offset() == covered + 1) {
                covered++;
            }
        }
        return covered >= arrived.offset();
    }

    private void pass(Held one) {
        EncodedMessage message = one.message();
        if (message != null) {
            pass(message, one.position());
        } else {
            one.position().ifPresent(this::count);
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

    private synchronized void hold(@Nullable EncodedMessage message, Optional<Position> position) {
        if (held == null) { // It went live since it was asked whether it is.
            if (message != null && isAboveFloor(position)) {
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
        if (!live) {
            hold(null, Optional.of(position));
            return true;
        }
        return isAboveFloor(Optional.of(position)) && count(position);
    }

    private boolean count(Position position) {
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

    /**
     * What was said between what the node has heard and where it resumes is lost: this subscriber is told so, unless he has read on from there
     * himself, be it under another epoch. Called between two messages of the channel.
     */
    synchronized void loseIn(Lineage lineage, Position heard, Position resume) {
        goOnAbove(lineage, heard);
        comeAnew(lineage, resume);
        lose(resume);
    }

    /** Its client has been told that it may have missed what was said before that position. */
    public synchronized void comeAnew(Lineage lineage, Position resume) {
        Position first = came;
        if (first != null && !lineage.knows(first)) {
            came = resume; // Nothing of the history in which it came is left, so it has been sent nothing of this one.
        }
    }

    /** Who has read further than the node has heard knows what he has read under the newest epoch too, or is told that some of it is lost. */
    private void goOnAbove(Lineage lineage, Position heard) {
        Position lowest = floor;
        if (lowest != null && lowest.offset() > heard.offset()) {
            goOnIn(lineage);
        }
    }

    private void lose(Position newest) {
        if (live && isAboveFloor(Optional.of(newest))) {
            floor = newest;
            skipped = 0;
            skippedTo = null;
            subscriber.offer(new EncodedMessage(new ServerMessage.Repaired(hearing.spelling(), false, newest)));
        }
    }

    /** The history goes on under another name: what was heard before was heard under that too, or is not of that history any more. */
    synchronized void goOnIn(Lineage lineage) {
        Position lowest = floor;
        if (lowest == null || lowest.epoch().equals(lineage.newest().epoch())) {
            return;
        }
        if (lineage.holds(lowest)) {
            floor = new Position(lineage.newest().epoch(), lowest.offset());
        } else {
            lose(lineage.resumeAfter(lowest, 1));
        }
    }

    private boolean isAboveFloor(Optional<Position> position) {
        Position lowest = floor;
        return lowest == null || position.isEmpty() || !position.get().epoch().equals(lowest.epoch())
                || position.get().offset() > lowest.offset();
    }
}
