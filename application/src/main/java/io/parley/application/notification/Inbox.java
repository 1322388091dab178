package io.parley.application.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;

/**
 * Port: the notifications of all users, kept for good. Thread-safe; methods block, and throw {@link io.parley.application.Unavailable} if the
 * store did not answer.
 */
public interface Inbox {
    /**
     * Keeps the notification; when this returns true it survives the death of everything. Idempotent by user and id.
     *
     * @return false if this user had one with that id already: nothing is changed then
     */
    boolean add(Notification notification);

    /**
     * A user's notifications, newest first; of the same moment, the higher id first.
     *
     * @param unreadOnly leaves out what he has read
     * @param after      only what comes after the one with this id in that order; one that he does not have gives an empty list
     * @param limit      at most so many, 1–{@value #MAX_PAGE}
     */
    List<Notification> list(UserId user, boolean unreadOnly, Optional<UUID> after, int limit);

    /** The most that is read at once: a page of a few hundred kilobytes. */
    int MAX_PAGE = 100;
}
