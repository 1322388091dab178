package io.parley.adapters.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.parley.adapters.postgres.channel.PostgresChannelDirectory;
import io.parley.adapters.postgres.notification.PostgresInbox;
import io.parley.application.Unavailable;
import io.parley.application.channel.ChannelDirectory;
import io.parley.application.notification.Inbox;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutagesTest {
    private static final UserId ALICE = new UserId(RealmId.DEFAULT, "alice");
    private static final ChannelId LOBBY = new ChannelId(RealmId.DEFAULT, new ChannelName("room:lobby"));
    /** Hikari takes no less. */
    private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(250);

    @Test
    void aServerThatIsNotThereIsUnavailable() throws IOException {
        assertUnavailable(
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + closedPort() + "/hub?connectTimeout=1", "u", "p"));
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsUnavailable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> add(inbox(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/hub?loginTimeout=1&socketTimeout=1", "u", "p"))));
        }
    }

    @Test
    void aConnectionThatTheServerEndedIsUnavailable() {
        TestDatabase database = TestDatabase.migrated();
        SingleConnectionDataSource one = new SingleConnectionDataSource(database.url().jdbcUrl(), database.url().username().orElseThrow(),
                database.url().password().orElseThrow(), true);
        int backend = JdbcClient.create(one).sql("select pg_backend_pid()").query(Integer.class).single();

        database.jdbc().sql("select pg_terminate_backend(?, 5000)").param(backend).query(Boolean.class).single();

        assertUnavailable(one);
        one.destroy();
    }

    @Test
    void aStatementThatTakesTooLongIsUnavailable() throws SQLException {
        TestDatabase database = TestDatabase.migrated();
        try (Connection other = database.dataSource("").getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table parley.notification, parley.rooms, parley.bans in access exclusive mode");

            assertUnavailable(database.dataSource("options=-c%20statement_timeout=200"));
            assertUnavailable(database.dataSource("options=-c%20lock_timeout=200"));
            assertUnavailable(database.dataSource("socketTimeout=1"));
        }
    }

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailable() throws SQLException {
        try (HikariDataSource pool = TestDatabase.migrated().pool(1, SHORTEST_PATIENCE); Connection _ = pool.getConnection()) {
            assertUnavailable(pool);
        }
    }

    @Test
    void anOldPrimaryThatTakesNoWritesIsUnavailable() {
        DataSource readOnly = TestDatabase.migrated().dataSource("options=-c%20default_transaction_read_only=on");

        assertUnavailable(changes(readOnly));
        assertThat(inbox(readOnly).list(ALICE, false, Optional.empty(), 1)).isEmpty();
        assertThat(directory(readOnly).find(LOBBY, Instant.EPOCH)).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void aTableThatIsNotThereIsABug() {
        DataSource unmigrated = TestDatabase.empty().dataSource("");

        assertThat(everything(unmigrated))
                .allSatisfy(deed -> assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(deed::run));
    }

    @Test
    void dataThatPostgresCannotKeepIsNoOutage() {
        Inbox inbox = inbox(TestDatabase.migrated().dataSource(""));

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> inbox.add(notification("text", "no JSON")));
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> inbox.add(notification("nul \0", "1")));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> inbox.add(notification("text", "[".repeat(200_000) + "]".repeat(200_000))));
    }

    private static Inbox inbox(DataSource dataSource) {
        return new PostgresInbox(JdbcClient.create(dataSource));
    }

    private static ChannelDirectory directory(DataSource dataSource) {
        return new PostgresChannelDirectory(JdbcClient.create(dataSource), () -> Instant.EPOCH);
    }

    private static List<Runnable> changes(DataSource dataSource) {
        ChannelDirectory directory = directory(dataSource);
        return List.of(() -> add(inbox(dataSource)), () -> directory.put(LOBBY, Room.PLAIN), () -> directory.remove(LOBBY),
                () -> directory.ban(LOBBY, ALICE, Instant.EPOCH));
    }

    private static List<Runnable> everything(DataSource dataSource) {
        List<Runnable> all = new ArrayList<>(changes(dataSource));
        all.add(() -> inbox(dataSource).list(ALICE, false, Optional.empty(), 1));
        all.add(() -> directory(dataSource).find(LOBBY, Instant.EPOCH));
        return all;
    }

    private static void assertUnavailable(DataSource dataSource) {
        assertUnavailable(everything(dataSource));
    }

    private static void assertUnavailable(List<Runnable> deeds) {
        assertThat(deeds).allSatisfy(deed -> assertThatExceptionOfType(Unavailable.class).isThrownBy(deed::run)
                .withCauseInstanceOf(DataAccessException.class));
    }

    private static void add(Inbox inbox) {
        inbox.add(notification("text", "1"));
    }

    private static Notification notification(String content, String data) {
        return new Notification(new UUID(0, 1), ALICE, "t", Optional.empty(), content, Optional.of(Payload.ofJson(data)), Instant.EPOCH,
                Optional.empty());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
