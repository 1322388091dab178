package io.parley.application.delivery;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;

/**
 * Hands what the backplane brings to this node's subscribers, and keeps the node attached to just the channels that somebody here hears.
 * Thread-safe.
 */
public final class Broadcaster implements BackplaneListener {
    private final Backplane backplane;
    private final ConcurrentMap<ChannelId, Topic> topics = new ConcurrentHashMap<>();

    /** A broadcaster that hears nothing yet. */
    public Broadcaster(Backplane backplane) {
        this.backplane = backplane;
    }

    /**
     * Registers the subscriber; what arrives is held back until {@link Subscription#goLive}.
     *
     * @throws io.parley.application.Unavailable if the channel cannot be attached; nothing is registered then
     */
    public Subscription subscribe(ChannelId channel, Subscriber subscriber) {
        Subscription subscription = new Subscription(channel, subscriber);
        Topic topic;
        do {
            topic = topics.computeIfAbsent(channel, id -> new Topic(id, backplane, this));
        } while (!addedTo(topic, subscription));
        return subscription;
    }

    private boolean addedTo(Topic topic, Subscription subscription) {
        try {
            return topic.add(subscription);
        } finally {
            if (topic.closed()) {
                topics.remove(subscription.channel(), topic);
            }
        }
    }

    /** Ends the subscription. Idempotent; never throws. */
    public void unsubscribe(Subscription subscription) {
        Topic topic = topics.get(subscription.channel());
        if (topic != null && topic.remove(subscription)) {
            topics.remove(subscription.channel(), topic);
        }
    }

    @Override
    public void received(Delivery delivery) {
        Topic topic = topics.get(delivery.event().channel());
        if (topic != null) {
            topic.deliver(delivery);
        }
    }
}
