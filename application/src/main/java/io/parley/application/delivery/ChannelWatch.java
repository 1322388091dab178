package io.parley.application.delivery;

import io.parley.domain.channel.ChannelId;

/** Is told, before any subscriber is, that what is kept about a channel has changed. Never blocks and never throws. */
public interface ChannelWatch {
    /** What was known about the channel may be wrong now. */
    void changed(ChannelId channel);
}
