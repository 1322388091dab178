package io.parley.adapters.postgres.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.Outages;
import io.parley.adapters.postgres.SqlFile;
import io.parley.application.notification.Inbox;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;

/**
 * The inbox as the table {@code parley.notification}. Each method is one statement, and so one transaction unless the caller has one open.
 * That a notification survives relies on {@code synchronous_commit}, which is on unless somebody turned it off. Moments are kept to the
 * microsecond.
 */
public final class PostgresInbox implements Inbox {
    private static final String ADD = SqlFile.read(PostgresInbox.class, "add.sql");
    private static final String LIST = SqlFile.read(PostgresInbox.class, "list.sql");
    private static final String LIST_UNREAD = SqlFile.read(PostgresInbox.class, "list-unread.sql");

    private final JdbcClient jdbc;
    private final NotificationRows rows = new GeneratedNotificationRows();

    /** An inbox in a database that is migrated already; connection and statement timeouts are those of the client's data source. */
    public PostgresInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean add(Notification notification) {
        return Outages.asUnavailable(() -> jdbc.sql(ADD).paramSource(rows.row(notification)).update()) == 1;
    }

    @Override
    public List<Notification> list(UserId user, boolean unreadOnly, Optional<UUID> after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page has 1-" + MAX_PAGE + " notifications, not " + limit);
        }
        return Outages.asUnavailable(() -> jdbc.sql(unreadOnly ? LIST_UNREAD : LIST)
                .param("realm", user.realm().value())
                .param("userId", user.subject())
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query(NotificationRow.class).list()).stream().map(rows::notification).toList();
    }
}
