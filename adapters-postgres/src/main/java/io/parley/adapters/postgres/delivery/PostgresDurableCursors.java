package io.parley.adapters.postgres.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import io.parley.adapters.postgres.Outages;
import io.parley.adapters.postgres.SqlFile;
import io.parley.adapters.postgres.StoredText;
import io.parley.application.Unavailable;
import io.parley.application.channel.DurableCursors;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.UserId;

/**
 * Cursors as the table {@code parley.durable_cursors}. That a cursor survives relies on {@code synchronous_commit}, which is on unless somebody
 * turned it off.
 */
public final class PostgresDurableCursors implements DurableCursors {
    private static final String TAKE = SqlFile.read(PostgresDurableCursors.class, "take-cursor.sql");
    private static final String BEGIN = SqlFile.read(PostgresDurableCursors.class, "begin-cursor.sql");
    private static final String FORGET_OF = SqlFile.read(PostgresDurableCursors.class, "forget-cursors-of.sql");
    private static final String COUNT_OF = SqlFile.read(PostgresDurableCursors.class, "count-cursors-of.sql");
    private static final String MOVE = SqlFile.read(PostgresDurableCursors.class, "move-cursor.sql");
    private static final String FORGET = SqlFile.read(PostgresDurableCursors.class, "forget-cursors.sql");
    private static final int MAX_FORGOTTEN = 1_000;
    /** Each attempt that fails means that another device of the user got a slot. */
    private static final int MAX_ATTEMPTS = 2 * MAX_PER_USER;

    private final JdbcClient jdbc;

    /** Cursors in a database that is migrated already; connection and statement timeouts are those of the client's data source. */
    public PostgresDurableCursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Taken> take(Key key, Position start, Instant now) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Optional<Taken> taken = Outages.asUnavailable(() -> take(key, now));
            if (taken.isPresent()) {
                return taken;
            }
            if (Outages.asUnavailable(() -> begin(key, start, now))) {
                return Optional.of(new Taken(start, 1));
            }
            if (Outages.asUnavailable(() -> isFull(key.user()))) {
                return Optional.empty();
            }
        }
        throw new Unavailable("A durable cursor was fought for", new IllegalStateException(MAX_ATTEMPTS + " attempts"));
    }

    private Optional<Taken> take(Key key, Instant now) {
        return about(key, TAKE).param("now", time(now)).param("kept", time(now.minus(KEPT))).query((row, _) -> new Taken(
                new Position(row.getString("epoch"), row.getLong("message_offset")), row.getLong("term"))).optional();
    }

    private boolean begin(Key key, Position start, Instant now) {
        of(key.user(), FORGET_OF).param("kept", time(now.minus(KEPT))).update();
        return about(key, BEGIN).param("epoch", start.epoch()).param("offset", start.offset()).param("now", time(now))
                .param("slots", MAX_PER_USER).update() == 1;
    }

    private boolean isFull(UserId user) {
        return of(user, COUNT_OF).query(Integer.class).single() >= MAX_PER_USER;
    }

    @Override
    public boolean move(Key key, long term, Position to, Instant now) {
        return Outages.asUnavailable(() -> about(key, MOVE).param("term", term).param("epoch", to.epoch()).param("offset", to.offset())
                .param("now", time(now)).update()) == 1;
    }

    @Override
    public int forget(Instant unusedSince) {
        return Outages
                .asUnavailable(() -> jdbc.sql(FORGET).param("kept", time(unusedSince)).param("limit", MAX_FORGOTTEN).update());
    }

    private StatementSpec about(Key key, String statement) {
        return of(key.user(), statement).param("name", key.name().value()).param("channel", key.channel().name().value());
    }

    private StatementSpec of(UserId user, String statement) {
        return jdbc.sql(statement).param("realm", user.realm().value()).param("subject", StoredText.of(user.subject()));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
