package io.parley.application.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the hub told, in order. Thread-safe. */
public final class RecordingEventBus implements EventBus {
    private final List<HubEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(HubEvent event) {
        events.add(event);
    }

    /** All of it. */
    public List<HubEvent> events() {
        return List.copyOf(events);
    }

    /** What was told of one kind. */
    public <E extends HubEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
