package io.parley.application.delivery;

import java.util.Optional;

import io.parley.application.protocol.EncodedMessage;
import io.parley.domain.identity.UserId;

/** Who hears a channel. */
public interface Subscriber {
    /** The user behind it; empty for an anonymous one. */
    Optional<UserId> user();

    /** Takes a message for its client. Never blocks, may be called from any thread, keeps the order of the calls of one thread. */
    void offer(EncodedMessage message);
}
