package io.parley.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresProcessTest {
    private static final String PASSWORD = "a-password-of-32-letters-and-more";

    /** One cluster for most tests: making one takes two seconds, starting it again a fraction. */
    @TempDir
    static Path shared;
    private Path data = shared;

    @Test
    void keepsItsDataFromStartToStart() throws SQLException {
        try (var first = started()) {
            assertThat(first.url()).isEqualTo("postgresql://postgres:" + PASSWORD + "@127.0.0.1:" + first.port() + "/parley");
            run(first, "CREATE TABLE greeting AS SELECT 'hello' AS text");
        }
        try (var second = started()) {
            assertThat(ask(second, "SELECT text FROM greeting")).isEqualTo("hello");
        }
    }

    @Test
    void aPasswordIsNeededFromTheFirstStartOn(@TempDir Path fresh) throws IOException {
        data = fresh;
        try (var postgres = started()) {
            String address = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/";
            assertThatThrownBy(() -> DriverManager.getConnection(address + "parley", "postgres", "wrong")).isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(address + "postgres", "postgres", null)).isInstanceOf(SQLException.class);
            assertThat(mode(data.resolve("postgres/pg_hba.conf"))).isEqualTo("rw-------");
            assertThat(mode(data.resolve("postgres"))).isEqualTo("rwx------");
            assertThat(mode(data.resolve("postgres-bin"))).isEqualTo("rwx------");
            assertThat(mode(data.resolve("postgres.log"))).isEqualTo("rw-------");
        }
    }

    @Test
    void isDurableAndReplicatesLogicallyAndHasNoUnixSocket() throws SQLException {
        try (var postgres = started()) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW wal_level")).isEqualTo("logical");
            assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
            assertThat(ask(postgres, "SHOW max_connections")).isEqualTo("100");
            assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void stopsAlthoughClientsAreConnected() throws SQLException, IOException {
        var postgres = started();
        var process = PostgresFolder.in(data).running().orElseThrow();
        try (var client = postgres.connections(PostgresProcess.DATABASE).getConnection()) {
            postgres.close();
            postgres.close();
            assertThat(client.isValid(1)).isFalse();
        }
        assertThat(process.isRunning()).isFalse();
        assertThat(postgres.isRunning()).isFalse();
    }

    @Test
    void aBusyPreferredPortLeadsToAnother() throws IOException, SQLException {
        try (var busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var postgres = PostgresProcess.start(data, PASSWORD, busy.getLocalPort())) {
            assertThat(postgres.port()).isNotEqualTo(busy.getLocalPort());
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFirstStartThatWasCutShortIsBegunAnew(@TempDir Path fresh) throws IOException, SQLException {
        data = fresh;
        Files.createDirectories(data.resolve("postgres/base"));
        Files.writeString(data.resolve("postgres/postgresql.conf"), "half a");
        Files.createDirectories(data.resolve("postgres-bin/versions/PG-half/bin"));
        try (var postgres = started()) {
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
            assertThat(data.resolve("postgres-bin/versions/PG-half")).doesNotExist();
        }
    }

    @Test
    void aProcessThatMerelyReusesThePidIsLeftAloneAndDoesNotPreventTheStart() throws IOException, SQLException {
        started().close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(data.resolve("postgres/postmaster.pid"), stranger.pid() + "\n" + data.resolve("postgres") + "\n");
            try (var postgres = started()) {
                assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    private PostgresProcess started() {
        return PostgresProcess.start(data, PASSWORD, LoopbackPorts.anyFree());
    }

    static void run(PostgresProcess postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(postgres), "postgres", PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(PostgresProcess postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(postgres), "postgres", PASSWORD);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String jdbcUrl(PostgresProcess postgres) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/parley";
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
