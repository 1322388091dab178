package io.parley.adapters.redis.delivery;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.redisson.client.ChannelName;
import org.redisson.client.RedisPubSubListener;
import org.redisson.client.protocol.pubsub.PubSubType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.adapters.redis.Keys;
import io.parley.application.delivery.BackplaneListener;
import io.parley.domain.channel.ChannelId;

/** One channel that is heard: hands on what comes over its broadcast. Redisson calls it for one channel in order, on any of its threads. */
final class Hearer implements RedisPubSubListener<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(Hearer.class);

    private final ChannelId channel;
    private final ChannelName name;
    private final BackplaneListener listener;
    private volatile CompletableFuture<Boolean> confirmation = new CompletableFuture<>();
    private volatile boolean gone;

    Hearer(ChannelId channel, BackplaneListener listener) {
        this.channel = channel;
        this.listener = listener;
        name = nameOf(channel);
    }

    /** What the channel's broadcast is called. */
    static ChannelName nameOf(ChannelId channel) {
        return new ChannelName(Keys.of("broadcast", channel));
    }

    ChannelName name() {
        return name;
    }

    /** Completed when Redis says, from now on, that the broadcast comes. */
    CompletableFuture<Boolean> expectConfirmation() {
        CompletableFuture<Boolean> fresh = new CompletableFuture<>();
        confirmation = fresh;
        return fresh;
    }

    /** What still comes is nobody's any more. */
    void leave() {
        gone = true;
    }

    void interrupted() {
        listener.interrupted(channel);
    }

    @Override
    public void onStatus(PubSubType type, CharSequence subscribed) {
        if (type == PubSubType.SSUBSCRIBE) {
            confirmation.complete(true);
        }
    }

    @Override
    public void onMessage(CharSequence from, Object message) {
        if (gone) {
            return;
        }
        byte[] broadcast = (byte[]) message;
        try {
            listener.received(Broadcast.decode(broadcast));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A broadcast of {} bytes in {} could not be read and is dropped: {}", broadcast.length, channel, e.getMessage());
        }
    }
}
