package io.parley.adapters.postgres.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.parley.adapters.postgres.Outages;
import io.parley.adapters.postgres.SqlFile;
import io.parley.application.delivery.MessageArchive;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Stretch;

/**
 * The archive as the table {@code parley.archive}. Each method is one statement. That a message survives relies on {@code synchronous_commit},
 * which is on unless somebody turned it off. Moments are kept to the millisecond, as messages have them.
 */
public final class PostgresMessageArchive implements MessageArchive {
    /** A statement of some ten milliseconds, which holds nobody up. */
    static final int MAX_EXPIRED = 5_000;
    private static final String KEEP = SqlFile.read(PostgresMessageArchive.class, "keep.sql");
    private static final String READ = SqlFile.read(PostgresMessageArchive.class, "read.sql");
    private static final String READ_NEWEST_FIRST = SqlFile.read(PostgresMessageArchive.class, "read-newest-first.sql");
    private static final String EXPIRE = SqlFile.read(PostgresMessageArchive.class, "expire.sql");

    private final JdbcClient jdbc;

    /** An archive in a database that is migrated already; connection and statement timeouts are those of the client's data source. */
    public PostgresMessageArchive(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(ChannelId channel, List<Delivery> messages, Instant until) {
        if (messages.isEmpty()) {
            return;
        }
        List<ArchivedMessage> rows = messages.stream().map(ArchivedMessage::of).toList();
        Outages.asUnavailable(() -> jdbc.sql(KEEP)
                .param("realm", channel.realm().value()).param("channel", channel.name().value())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("epochs", texts(rows, row -> row.position().epoch()))
                .param("offsets", column(rows, Long[]::new, row -> row.position().offset()))
                .param("events", texts(rows, ArchivedMessage::event))
                .param("datas", column(rows, byte[][]::new, row -> row.data().bytes()))
                .param("binaries", column(rows, Boolean[]::new, row -> row.data().isBinary()))
                .param("saidAts", texts(rows, row -> row.saidAt().toString()))
                .param("senders", texts(rows, ArchivedMessage::sender))
                .param("priorities", texts(rows, ArchivedMessage::priority))
                .param("toUsers", texts(rows, ArchivedMessage::toUsers))
                .param("withoutUsers", texts(rows, ArchivedMessage::withoutUsers))
                .param("withoutConnections", texts(rows, ArchivedMessage::withoutConnections))
                .param("filters", texts(rows, ArchivedMessage::filter))
                .update());
    }

    private static @Nullable String[] texts(List<ArchivedMessage> rows, Function<ArchivedMessage, @Nullable String> value) {
        return column(rows, String[]::new, value);
    }

    private static <T extends @Nullable Object> T[] column(List<ArchivedMessage> rows, IntFunction<T[]> array,
            Function<ArchivedMessage, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    @Override
    public List<Delivery> read(ChannelId channel, List<Stretch> stretches, long above, long below, int limit, boolean reverse) {
        return Outages.asUnavailable(() -> jdbc.sql(reverse ? READ_NEWEST_FIRST : READ)
                .param("realm", channel.realm().value()).param("channel", channel.name().value())
                .param("epochs", stretches.stream().map(Stretch::epoch).toArray(String[]::new))
                .param("ends", stretches.stream().map(Stretch::end).toArray(Long[]::new))
                .param("above", above).param("below", below).param("limit", limit)
                .query((row, _) -> ArchivedMessage.read(channel, row)).list());
    }

    @Override
    public int expire(Instant now) {
        return Outages.asUnavailable(
                () -> jdbc.sql(EXPIRE).param("now", now.atOffset(ZoneOffset.UTC)).param("limit", MAX_EXPIRED).update());
    }
}
