package io.parley.application.extension;

/**
 * Extension point: hears what other services say in Redis, where a rule of the configuration takes it in, before the rule publishes it. Listeners are
 * asked one after the other, in their order, until one takes the event or puts another in its place. What comes from the same source waits for the
 * answer; one that throws, or does not answer within {@link Guard.Bounds#timeout()}, is passed over. Called on a thread of its own, on the one node that
 * hears the source.
 */
public interface ServiceEventListener {
    /** What becomes of the event. */
    Reception receive(ServiceEvent event, HubActions hub);
}
