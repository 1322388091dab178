package io.parley.application.extension;

import java.util.Optional;

import io.parley.domain.identity.RealmId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

/**
 * Extension point: how things of the hub look to the clients of a realm. What it does not say looks as it does everywhere. Asked
 * for whatever is told, with the deadline of every extension; one that is cut off says nothing.
 */
public interface CustomVocabulary {
    /** Whether it is that realm's. */
    boolean isOf(RealmId realm);

    /**
     * What the hub's own event is called there.
     *
     * @param event {@code notification.new}
     */
    default Optional<String> event(@SuppressWarnings("unused") String event) {
        return Optional.empty();
    }

    /** A notification as its user's clients read it, pushed or listed: one JSON value. */
    default Optional<Payload> notification(@SuppressWarnings("unused") Notification notification) {
        return Optional.empty();
    }
}
