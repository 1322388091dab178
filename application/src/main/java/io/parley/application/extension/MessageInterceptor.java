package io.parley.application.extension;

import io.parley.domain.channel.Channel;

/**
 * Extension point: looks at what clients say, once channel, rule and limits allow it and before it is stored. What servers broadcast, other services
 * say and extensions do comes past none.
 *
 * <p>Interceptors are asked one after the other, in their order; each sees what the ones before it made of the message. What one connection says is
 * intercepted one after the other too, so it keeps its order. Each is called on a thread of its own, by many connections at once. One that throws,
 * or does not answer within {@link Guard.Bounds#timeout()}, has the message refused with RT_011: a filter that is out lets nothing through.
 */
public interface MessageInterceptor {
    /** Whether it wants to see what is said in that channel. Asked for each message, on the sender's own thread: a look at a field, no more. */
    default boolean intercepts(@SuppressWarnings("unused") Channel channel) {
        return true;
    }

    /** What becomes of the message. */
    Interception intercept(Submission submission);
}
