package io.parley.adapters.postgres.preference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import io.parley.adapters.postgres.Outages;
import io.parley.adapters.postgres.SqlFile;
import io.parley.adapters.postgres.StoredText;
import io.parley.application.preference.PreferenceStore;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;

/** Preferences as the table {@code parley.preferences}. */
public final class PostgresPreferenceStore implements PreferenceStore {
    private static final String FIND = SqlFile.read(PostgresPreferenceStore.class, "find.sql");
    private static final String CHANGE = SqlFile.read(PostgresPreferenceStore.class, "change.sql");

    private final JdbcClient jdbc;

    /** Preferences in a database that is migrated already; connection and statement timeouts are those of the client's data source. */
    public PostgresPreferenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Kept find(UserId user) {
        return Outages.asUnavailable(() -> of(user, FIND).query((row, _) -> kept(row)).optional()).orElse(Kept.NOTHING);
    }

    @Override
    public Kept change(UserId user, PreferencesChange change) {
        return Outages.asUnavailable(() -> of(user, CHANGE)
                .param("channels", array(change.mutedChannels().map(channels -> channels.stream().map(MutedChannel::text))))
                .param("events", array(change.mutedEvents().map(Set::stream)))
                .param("visible", change.presence().map(presence -> presence == Visibility.VISIBLE).orElse(null))
                .query((row, _) -> kept(row)).single());
    }

    private StatementSpec of(UserId user, String statement) {
        return jdbc.sql(statement).param("realm", user.realm().value()).param("subject", StoredText.of(user.subject()));
    }

    private static String @Nullable [] array(Optional<Stream<String>> texts) {
        return texts.map(some -> some.map(StoredText::of).toArray(String[]::new)).orElse(null);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new Preferences(texts(row, "muted_channels").map(MutedChannel::new).collect(Collectors.toSet()),
                        texts(row, "muted_events").collect(Collectors.toSet()),
                        row.getBoolean("visible") ? Visibility.VISIBLE : Visibility.INVISIBLE),
                row.getLong("version"));
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray()).map(StoredText::read);
    }
}
