package io.parley.perf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneListener;
import io.parley.application.delivery.Excerpt;
import io.parley.application.delivery.Reading;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.refusal.Outcome;

/**
 * A backplane of one node and one publisher that costs next to nothing: it numbers what is published and hands it straight to the listener,
 * on the publisher's thread. It keeps nothing, and all channels count together: offsets have gaps where there are several. Publish from one
 * thread.
 */
final class LoopbackBackplane implements Backplane {
    private static final String EPOCH = "loopback";

    private final Map<ChannelId, BackplaneListener> listeners = new ConcurrentHashMap<>();
    private long newest;

    @Override
    public Optional<Position> publish(ChannelEvent event, History history) {
        Optional<Position> position = history.kept() ? Optional.of(new Position(EPOCH, ++newest)) : Optional.empty();
        BackplaneListener listener = listeners.get(event.channel());
        if (listener != null) {
            listener.received(new Delivery(event, position));
        }
        return position;
    }

    @Override
    public Outcome<Optional<Position>> publishOnce(Message message, History history, Once once) {
        return Outcome.done(publish(message, history));
    }

    @Override
    public Excerpt read(ChannelId channel, Reading reading) {
        return new Excerpt(new Lineage(new Position(EPOCH, newest), List.of()), newest + 1, newest, List.of(), false);
    }

    @Override
    public void attach(ChannelId channel, BackplaneListener listener) {
        listeners.put(channel, listener);
    }

    @Override
    public void detach(ChannelId channel) {
        listeners.remove(channel);
    }
}
