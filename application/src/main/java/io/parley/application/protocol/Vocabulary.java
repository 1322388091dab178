package io.parley.application.protocol;

import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

/** Port: how things of the hub look inside a message's {@code data}. Stateless and thread-safe. */
public interface Vocabulary {
    /** A notification as clients read it. */
    Payload notification(Notification notification);
}
