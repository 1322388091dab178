package io.parley.application.delivery;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.rule.Said;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Cursor;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.UserId;

/**
 * A channel as this node hears it: its local subscribers and how far it has been followed. Entering and leaving take one lock, and hold it while
 * the backplane is asked, so that attach and detach cannot overtake each other. Delivering takes another, under which nothing waits, so that a
 * subscriber who changes how he hears the channel misses nothing and hears nothing twice.
 */
final class Topic {
    private final ChannelId channel;
    private final Station station;
    private final BackplaneListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock delivering = new ReentrantLock();
    private final Cursor cursor = new Cursor();
    private final Gathering gathering = new Gathering();
    private final QuietBell quiet;
    private boolean attached;
    private boolean closed;

    Topic(ChannelId channel, Station station, BackplaneListener listener) {
        this.channel = channel;
        this.station = station;
        this.listener = listener;
        quiet = new QuietBell(station.timers(), station.clock(), this::tellSkipped);
    }

    /** What came of an attempt to add a subscription. */
    enum Added {
        YES, NO_SEAT, TOO_MANY_FILTERS,
        /** This topic was closed in the meantime and a new one has to be made. */
        CLOSED
    }

    /** Adds the subscription, attaching with the first. One that is not added leaves an empty topic closed. */
    Added add(Subscription subscription, OptionalInt capacity) {
        lock.lock();
        try {
            if (closed) {
                return Added.CLOSED;
            }
            if (!gathering.seats(subscription.subscriber(), capacity)) {
                return closedIfUnused(Added.NO_SEAT);
            }
            if (!gathering.takes(subscription.hearing())) {
                return closedIfUnused(Added.TOO_MANY_FILTERS);
            }
            gathering.add(subscription);
            attachIfFirst(subscription);
            return Added.YES;
        } finally {
            lock.unlock();
        }
    }

    private Added closedIfUnused(Added answer) {
        closed = gathering.isEmpty();
        return answer;
    }

    private void attachIfFirst(Subscription first) {
        if (attached) {
            return;
        }
        try {
            station.backplane().attach(channel, listener);
            attached = true;
        } finally {
            if (!attached) {
                gathering.remove(first);
                closed = true;
            }
        }
    }

    /** Changes how the subscription is heard; false if that would be one filter too many. Between two messages, never during one. */
    boolean change(Subscription subscription, Hearing hearing) {
        lock.lock();
        delivering.lock();
        try {
            if (!gathering.takes(hearing)) {
                return false;
            }
            gathering.remove(subscription);
            subscription.hearAs(hearing);
            gathering.add(subscription);
            return true;
        } finally {
            delivering.unlock();
            lock.unlock();
        }
    }

    /** Removes the subscription, detaching with the last; true if this topic is closed now and must be forgotten. */
    boolean remove(Subscription subscription) {
        lock.lock();
        try {
            gathering.remove(subscription);
            if (gathering.isEmpty() && !closed) {
                closed = true;
                station.backplane().detach(channel);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a failed attempt left this topic useless. */
    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Called in order, by one thread at a time. */
    void deliver(Delivery delivery) {
        if (delivery.position().map(cursor::accept).filter(Cursor.Arrival.DUPLICATE::equals).isPresent()) {
            return;
        }
        delivering.lock();
        try {
            pass(delivery.event(), delivery.position());
        } finally {
            delivering.unlock();
        }
    }

    private void pass(ChannelEvent event, Optional<Position> position) {
        switch (event) {
            case Message message -> say(message, position);
            case MemberJoined joined ->
                show(joined, hearer -> hearer.hearsPresence() && !isUser(hearer.subscriber(), joined.member().user()));
            case MemberLeft left -> show(left, Subscription::hearsPresence);
            case RoomChanged changed -> announce(changed);
            case RoomClosed ended -> announce(ended);
            case MemberKicked kicked -> {
                station.watch().changed(channel);
                tell(kicked, hearer -> isUser(hearer.subscriber(), kicked.user()));
            }
            case UserDismissed dismissed -> tell(dismissed, _ -> true);
        }
    }

    private void say(Message message, Optional<Position> position) {
        EncodedMessage shared = new EncodedMessage(new ServerMessage.Event(message, position, channel.name()));
        Said said = new Said(message);
        Predicate<Subscriber> forWhom = Receivers.of(message, said, station.rules());
        boolean skipped = false;
        for (Listeners group : gathering.groups()) {
            if (!group.hearing().wants(said)) {
                skipped |= group.deliver(shared, position, _ -> false);
            } else if (message.audience().isEverybody()) {
                group.deliver(group.encoded(shared, message, position), position);
            } else {
                skipped |= group.deliver(group.encoded(shared, message, position), position, forWhom);
            }
        }
        if (skipped) {
            quiet.ringSoon();
        }
    }

    private void show(Audible event, Predicate<Subscription> toWhom) {
        EncodedMessage message = encoded(event);
        gathering.subscriptions().filter(toWhom).forEach(hearer -> hearer.deliver(message, Optional.empty()));
    }

    private void announce(Audible event) {
        station.watch().changed(channel);
        show(event, _ -> true);
        tell(event, _ -> true);
    }

    private void tell(ChannelEvent event, Predicate<Subscription> whom) {
        gathering.subscriptions().filter(whom).forEach(hearer -> hearer.subscriber().happened(event));
    }

    private EncodedMessage encoded(Audible event) {
        return new EncodedMessage(new ServerMessage.Event(event, Optional.empty(), channel.name()));
    }

    private void tellSkipped() {
        gathering.subscriptions().forEach(Subscription::tellSkipped);
    }

    private static boolean isUser(Subscriber subscriber, UserId user) {
        return subscriber.identity().user().filter(user::equals).isPresent();
    }
}
