package io.parley.adapters.postgres.channel;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import io.parley.adapters.postgres.Outages;
import io.parley.adapters.postgres.SqlFile;
import io.parley.adapters.postgres.StoredText;
import io.parley.application.channel.ChannelDirectory;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.RoomRules;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;

/**
 * Rooms and bans as the tables {@code parley.rooms} and {@code parley.bans}. What is asked and what is changed is one statement each. That a change
 * survives relies on {@code synchronous_commit}, which is on unless somebody turned it off. Moments are kept to the microsecond.
 */
public final class PostgresChannelDirectory implements ChannelDirectory {
    private static final String FIND = SqlFile.read(PostgresChannelDirectory.class, "find.sql");
    private static final String PUT = SqlFile.read(PostgresChannelDirectory.class, "put.sql");
    private static final String REMOVE = SqlFile.read(PostgresChannelDirectory.class, "remove.sql");
    private static final String REMOVE_MEMBER = SqlFile.read(PostgresChannelDirectory.class, "remove-member.sql");
    private static final String BAN = SqlFile.read(PostgresChannelDirectory.class, "ban.sql");
    private static final String FORGET_ENDED_BANS = SqlFile.read(PostgresChannelDirectory.class, "forget-ended-bans.sql");

    private final JdbcClient jdbc;
    private final InstantSource clock;

    /**
     * A directory in a database that is migrated already; connection and statement timeouts are those of the client's data source.
     *
     * @param clock that by which bans are made: says which have ended and need not be kept
     */
    public PostgresChannelDirectory(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public ChannelRecord find(ChannelId channel, Instant now) {
        return Outages.asUnavailable(() -> about(channel, FIND).param("now", time(now)).query((row, _) -> record(row)).single());
    }

    private static ChannelRecord record(ResultSet row) throws SQLException {
        return new ChannelRecord(row.getBoolean("is_room") ? Optional.of(room(row)) : Optional.empty(), bans(row));
    }

    private static Room room(ResultSet row) throws SQLException {
        return new Room(text(row, "type"), Payload.ofJson(row.getString("metadata")), members(row), capacity(row),
                new RoomRules(text(row, "subscribe_rule").map(Rule::new), text(row, "publish_rule").map(Rule::new),
                        text(row, "presence_rule").map(Rule::new)));
    }

    private static Optional<Set<String>> members(ResultSet row) throws SQLException {
        Array members = row.getArray("members");
        return members == null
                ? Optional.empty()
                : Optional.of(Arrays.stream((String[]) members.getArray()).map(StoredText::read).collect(Collectors.toSet()));
    }

    private static OptionalInt capacity(ResultSet row) throws SQLException {
        Integer capacity = row.getObject("capacity", Integer.class);
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity);
    }

    private static Bans bans(ResultSet row) throws SQLException {
        Array banned = row.getArray("subjects");
        if (banned == null) {
            return Bans.NONE;
        }
        String[] subjects = (String[]) banned.getArray();
        Long[] ends = (Long[]) row.getArray("ends").getArray();
        Map<String, Instant> until = HashMap.newHashMap(subjects.length);
        for (int i = 0; i < subjects.length; i++) {
            until.put(StoredText.read(subjects[i]), Instant.EPOCH.plus(ends[i], ChronoUnit.MICROS));
        }
        return new Bans(until);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(StoredText::read);
    }

    @Override
    public boolean put(ChannelId channel, Room room) {
        return Outages.asUnavailable(() -> about(channel, PUT)
                .param("type", stored(room.type()))
                .param("metadata", room.metadata().json())
                .param("members", room.members().map(PostgresChannelDirectory::stored).orElse(null))
                .param("capacity", room.capacity().isPresent() ? room.capacity().getAsInt() : null)
                .param("subscribeRule", stored(room.rules().subscribe().map(Rule::text)))
                .param("publishRule", stored(room.rules().publish().map(Rule::text)))
                .param("presenceRule", stored(room.rules().presence().map(Rule::text)))
                .query(Boolean.class).single());
    }

    private static @Nullable String stored(Optional<String> text) {
        return text.map(StoredText::of).orElse(null);
    }

    private static String[] stored(Set<String> texts) {
        return texts.stream().map(StoredText::of).toArray(String[]::new);
    }

    @Override
    public boolean remove(ChannelId channel) {
        return Outages.asUnavailable(() -> about(channel, REMOVE).update()) == 1;
    }

    @Override
    public void removeMember(ChannelId channel, UserId user) {
        Outages.asUnavailable(() -> about(channel, REMOVE_MEMBER).param("subject", StoredText.of(user.subject())).update());
    }

    @Override
    public void ban(ChannelId channel, UserId user, Instant until) {
        Outages.asUnavailable(
                () -> about(channel, BAN).param("subject", StoredText.of(user.subject())).param("until", time(until)).update());
        // Apart from the ban, so that no two who ban in one channel wait for each other in a circle.
        Outages.asUnavailable(() -> about(channel, FORGET_ENDED_BANS).param("now", time(clock.instant())).update());
    }

    private StatementSpec about(ChannelId channel, String statement) {
        return jdbc.sql(statement).param("realm", channel.realm().value()).param("name", channel.name().value());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
