package io.parley.application.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.identity.UserId;

/** Keeps what it is offered. Thread-safe. */
final class RecordingSubscriber implements Subscriber {
    private final Optional<UserId> user;
    private final List<EncodedMessage> offered = new CopyOnWriteArrayList<>();

    RecordingSubscriber(Optional<UserId> user) {
        this.user = user;
    }

    @Override
    public Optional<UserId> user() {
        return user;
    }

    @Override
    public void offer(EncodedMessage message) {
        offered.add(message);
    }

    List<EncodedMessage> offered() {
        return List.copyOf(offered);
    }

    List<Delivery> deliveries() {
        return offered.stream().map(message -> ((ServerMessage.Event) message.message()).delivery()).toList();
    }

    List<ChannelEvent> events() {
        return deliveries().stream().map(Delivery::event).toList();
    }

    /** The offsets of what came with a position. */
    List<Long> offsets() {
        return deliveries().stream().flatMap(delivery -> delivery.position().stream()).map(position -> position.offset()).toList();
    }
}
