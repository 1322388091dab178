package io.parley.application.delivery;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;

/** The subscriptions of a topic that want to hear alike: their filter is asked once a message, and they share its encoding. */
record Listeners(Hearing hearing, Set<Subscription> subscriptions) {
    Listeners(Hearing hearing) {
        this(hearing, ConcurrentHashMap.newKeySet());
    }

    /** The message by the name that they call the channel; the shared one if that is its own. */
    EncodedMessage encoded(EncodedMessage shared, Message message, Optional<Position> position) {
        return hearing.spelling().equals(message.channel().name())
                ? shared
                : new EncodedMessage(new ServerMessage.Event(message, position, hearing.spelling()));
    }

    void deliver(EncodedMessage message, Optional<Position> position) {
        for (Subscription subscription : subscriptions) {
            subscription.deliver(message, position);
        }
    }

    /** Delivers to those for whom it is; true if somebody for whom it is not has to be told how far the channel is. */
    boolean deliver(EncodedMessage message, Optional<Position> position, Predicate<Subscriber> forWhom) {
        boolean skipped = false;
        for (Subscription subscription : subscriptions) {
            if (forWhom.test(subscription.subscriber())) {
                subscription.deliver(message, position);
            } else {
                skipped |= position.isPresent() && subscription.skip(position.get());
            }
        }
        return skipped;
    }
}
