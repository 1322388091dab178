package io.parley.application.delivery;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;

/** Driven by the backplane: what arrives. */
public interface BackplaneListener {
    /**
     * Something was said in an attached channel. Called for one channel in the order of its positions and never twice at the same time; for
     * different channels at once. Never blocks and never throws.
     */
    void received(Delivery delivery);

    /**
     * The way to an attached channel was cut and is mended: something may have been said in between that will not be received. Never blocks and
     * never throws.
     */
    void interrupted(ChannelId channel);
}
