package io.parley.application.notification;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;

/** The inbox of a test: gone with the process, otherwise as {@link Inbox} says. */
public final class InMemoryInbox implements Inbox {
    /** Ids by their bytes, as PostgreSQL has them; {@link UUID#compareTo} takes the two halves as signed. */
    private static final Comparator<UUID> BYTEWISE = Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);
    private static final Comparator<Notification> NEWEST_FIRST = Comparator.comparing(Notification::createdAt)
            .thenComparing(Notification::id, BYTEWISE).reversed();

    private final ConcurrentMap<Key, Notification> notifications = new ConcurrentHashMap<>();

    @Override
    public boolean add(Notification notification) {
        return notifications.putIfAbsent(new Key(notification.userId(), notification.id()), notification) == null;
    }

    @Override
    public List<Notification> list(UserId user, boolean unreadOnly, Optional<UUID> after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page has 1-" + MAX_PAGE + " notifications, not " + limit);
        }
        Optional<Notification> start = after.map(id -> notifications.get(new Key(user, id)));
        if (after.isPresent() && start.isEmpty()) {
            return List.of();
        }
        return notifications.values().stream()
                .filter(notification -> notification.userId().equals(user))
                .filter(notification -> start.isEmpty() || NEWEST_FIRST.compare(notification, start.get()) > 0)
                .filter(notification -> !unreadOnly || notification.readAt().isEmpty())
                .sorted(NEWEST_FIRST).limit(limit).toList();
    }

    private record Key(UserId user, UUID id) {}
}
