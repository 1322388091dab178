package io.parley.application.delivery;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.Lossy;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.rule.Said;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.delivery.Typing;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Roster;

/**
 * A channel as this node hears it: its local subscribers, and how it is followed. Entering and leaving take one lock, and hold it while the
 * backplane is asked, so that attach and detach cannot overtake each other. Delivering takes another, which is held for moments only, so that a
 * subscriber who goes live, or changes how he hears the channel, misses nothing and hears nothing twice: what is under way to him arrives first.
 */
final class Topic implements Following.Hearers {
    private final ChannelId channel;
    private final Station station;
    private final BackplaneListener listener;
    private final Consumer<Topic> forget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Following following;
    private final Gathering gathering = new Gathering();
    private final PresenceFeed presence;
    private final QuietBell quiet;
    private final Function<Message, Optional<Lossy>> lossy;
    private boolean attached;
    private boolean closed;
    private int emptied;

    /** @param forget is told when this topic is closed and must not be used any more */
    Topic(ChannelId channel, Station station, BackplaneListener listener, Consumer<Topic> forget) {
        this.channel = channel;
        this.station = station;
        this.listener = listener;
        this.forget = forget;
        following = new Following(channel, station, this);
        presence = new PresenceFeed(channel, station, following, gathering);
        lossy = station.slowConsumers().in(channel);
        quiet = new QuietBell(station.timers(), station.clock(), this::tellSkipped);
    }

    /** What came of an attempt to add a subscription. */
    enum Added {
        YES, NO_SEAT, TOO_MANY_FILTERS,
        /** This topic was closed in the meantime and a new one has to be made. */
        CLOSED
    }

    ChannelId channel() {
        return channel;
    }

    /** Adds the subscription, attaching with the first. One that is not added leaves an unused topic closed. */
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
        if (!attached) {
            close();
        }
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
                close();
            }
        }
    }

    private void close() {
        closed = true;
        forget.accept(this);
    }

    /** Changes how the subscription is heard; false if that would be one filter too many. Between two messages, never during one. */
    boolean change(Subscription subscription, Hearing hearing) {
        lock.lock();
        try {
            return gathering.takes(hearing) && following.between(() -> {
                gathering.settle(subscription);
                gathering.remove(subscription);
                subscription.hearAs(hearing);
                gathering.add(subscription);
                return true;
            });
        } finally {
            lock.unlock();
        }
    }

    /** Holds back what comes for the subscription; where it is now: all up to there has been offered to it. Empty without positions. */
    Optional<Position> pause(Subscription subscription) {
        return following.between(() -> {
            gathering.settle(subscription);
            Optional<Position> last = Optional.ofNullable(following.last()).filter(subscription::hears);
            Optional<Position> now = last.isPresent() ? last : subscription.floor();
            subscription.pause();
            return now;
        });
    }

    /** As {@link Subscription#goLive}. */
    boolean goLive(Subscription subscription, Optional<Position> told) {
        return following.begin(told, () -> {
            gathering.settle(subscription);
            return subscription.goLive(told, following.last());
        });
    }

    PresenceFeed presence() {
        return presence;
    }

    /** As {@link Broadcaster#presence}. */
    Roster presence(Subscription subscription, Roster known) {
        return following.between(() -> {
            gathering.settle(subscription);
            return presence.now(subscription, known);
        });
    }

    /** Removes the subscription. With the last, the channel is followed for a grace, and then no more unless somebody came. */
    void remove(Subscription subscription) {
        lock.lock();
        try {
            // Between two messages: what is delivered just now is his last, before he can come again.
            boolean empty = following.between(() -> {
                gathering.settle(subscription);
                subscription.end();
                gathering.remove(subscription);
                return gathering.isEmpty();
            });
            if (empty && !closed) {
                closeAfterGrace(++emptied);
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeAfterGrace(int time) {
        if (station.grace().isZero()) {
            closeIfUnused(time);
        } else {
            station.timers().at(station.clock().instant().plus(station.grace()),
                    () -> station.executor().execute(() -> closeIfUnused(time)));
        }
    }

    private void closeIfUnused(int time) {
        lock.lock();
        try {
            if (gathering.isEmpty() && !closed && time == emptied) {
                close();
                station.backplane().detach(channel);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called in order, by one thread at a time. */
    void deliver(Delivery delivery) {
        following.arrived(delivery);
    }

    /** Something may have been missed. */
    void check() {
        following.check();
        following.between(presence::check);
    }

    @Override
    public void hear(Delivery delivery) {
        pass(delivery.event(), delivery.position());
    }

    @Override
    public void goOnIn(Replay.Found found) {
        gathering.each(subscription -> subscription.goOnIn(found.lineage()));
    }

    @Override
    public void lose(Position from, Replay.Lost lost) {
        gathering.each(subscription -> subscription.loseIn(lost.lineage(), from, lost.resume()));
    }

    private void pass(ChannelEvent event, Optional<Position> position) {
        switch (event) {
            case Message message -> {
                say(message, position);
                message.sender().ifPresent(presence::said);
            }
            case RosterChange change -> presence.arrived(change);
            case Typing typing -> presence.arrived(typing);
            case RoomChanged changed -> announce(changed);
            case RoomClosed ended -> announce(ended);
            case MemberKicked kicked -> {
                station.watch().changed(channel);
                tell(kicked, hearer -> isUser(hearer.subscriber(), kicked.user()));
            }
            case PreferencesChanged changed -> tell(changed, hearer -> isUser(hearer.subscriber(), changed.user()));
            case TakenOver taken -> tell(taken, hearer -> isUser(hearer.subscriber(), taken.user()));
            case UserDismissed dismissed -> tell(dismissed, _ -> true);
        }
    }

    private void say(Message message, Optional<Position> position) {
        ServerMessage.Event event = new ServerMessage.Event(message, position, channel.name(), lossy.apply(message));
        EncodedMessage shared = new EncodedMessage(event);
        Said said = new Said(message);
        Predicate<Subscriber> forWhom = Receivers.of(message, said, station.rules());
        for (Listeners group : gathering.groups()) {
            EncodedMessage encoded = group.encoded(shared, event);
            if (!group.hearing().wants(said)) {
                position.ifPresent(at -> gathering.each(group, hearer -> skip(hearer, at)));
            } else if (message.audience().isEverybody()) {
                gathering.each(group, hearer -> hearer.deliver(encoded, position));
            } else {
                gathering.each(group, hearer -> deliverIf(forWhom, hearer, encoded, position));
            }
        }
    }

    private void deliverIf(Predicate<Subscriber> forWhom, Subscription hearer, EncodedMessage message, Optional<Position> position) {
        if (forWhom.test(hearer.subscriber())) {
            hearer.deliver(message, position);
        } else {
            position.ifPresent(at -> skip(hearer, at));
        }
    }

    /** Who was not given a message has to be told how far the channel is. */
    private void skip(Subscription hearer, Position position) {
        if (hearer.skip(position)) {
            quiet.ringSoon();
        }
    }

    private void announce(Audible event) {
        station.watch().changed(channel);
        EncodedMessage message = encoded(event);
        gathering.each(hearer -> hearer.deliver(message, Optional.empty()));
        tell(event, _ -> true);
    }

    private void tell(ChannelEvent event, Predicate<Subscription> whom) {
        gathering.each(hearer -> {
            if (whom.test(hearer)) {
                hearer.subscriber().happened(event);
            }
        });
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
