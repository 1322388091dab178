package io.parley.application.event;

/** Port: where the hub's own events go. At most once, in no order between connections. */
public interface EventBus {
    /** Hands the event on. Never blocks, never throws, may be called from any thread. */
    void publish(HubEvent event);
}
