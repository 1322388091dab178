package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Cursor;
import io.parley.domain.delivery.Delivery;

/**
 * A channel as this node hears it: its local subscribers and how far it has been followed. Entering and leaving take the lock, and hold it
 * while the backplane is asked, so that attach and detach cannot overtake each other; delivering takes none.
 */
final class Topic {
    private final ChannelId channel;
    private final Backplane backplane;
    private final BackplaneListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Cursor cursor = new Cursor();
    private volatile List<Subscription> subscriptions = List.of();
    private boolean attached;
    private boolean closed;

    Topic(ChannelId channel, Backplane backplane, BackplaneListener listener) {
        this.channel = channel;
        this.backplane = backplane;
        this.listener = listener;
    }

    /** Adds the subscription, attaching with the first; false if this topic was closed in the meantime and a new one has to be made. */
    boolean add(Subscription subscription) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            subscriptions = with(subscription);
            attachIfFirst();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void attachIfFirst() {
        if (attached) {
            return;
        }
        try {
            backplane.attach(channel, listener);
            attached = true;
        } finally {
            if (!attached) {
                subscriptions = List.of();
                closed = true;
            }
        }
    }

    /** Removes the subscription, detaching with the last; true if this topic is closed now and must be forgotten. */
    boolean remove(Subscription subscription) {
        lock.lock();
        try {
            subscriptions = without(subscription);
            if (subscriptions.isEmpty() && !closed) {
                closed = true;
                backplane.detach(channel);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a failed attach left this topic useless. */
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
        EncodedMessage message = new EncodedMessage(new ServerMessage.Event(delivery));
        for (Subscription subscription : subscriptions) {
            subscription.deliver(message, delivery);
        }
    }

    private List<Subscription> with(Subscription subscription) {
        List<Subscription> next = new ArrayList<>(subscriptions);
        next.add(subscription);
        return List.copyOf(next);
    }

    private List<Subscription> without(Subscription subscription) {
        return subscriptions.stream().filter(other -> other != subscription).toList();
    }
}
