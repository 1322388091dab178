package io.parley.devservices;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** How the server is set up: its settings before it starts, its password and database after its first start. */
final class PostgresSetup {
    /** A reload takes milliseconds. */
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(5);

    private PostgresSetup() {}

    static EmbeddedPostgres.Builder settings(PostgresFolder folder, String password) {
        // Else the library tidies up in a shared folder below /tmp, where it would believe pid files that another user wrote.
        System.setProperty("ot.epg.working-dir", folder.binaries().toString());
        EmbeddedPostgres.Builder settings = EmbeddedPostgres.builder()
                .setDataDirectory(folder.cluster())
                // Not the library's default below /tmp, which may belong to another user.
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setCleanDataDirectory(false)
                // A hook of its own would stop the server while the hub still uses it.
                .setRegisterShutdownHook(false)
                // Into a file: a pipe would end with a killed hub, and this is what failures quote.
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                // The cluster is made without a password; until it has one the server ignores what is sent.
                .setConnectConfig("password", password);
        locale().forEach(settings::setLocaleConfig);
        configuration().forEach(settings::setServerConfig);
        return settings;
    }

    /** Unicode without the machine's locale: the same order everywhere, and no failure where LC_ALL names a missing one. */
    private static Map<String, String> locale() {
        return Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");
    }

    private static Map<String, String> configuration() {
        return Map.of(
                // The library switches the first two off; full_page_writes is on already, and stays so by our word.
                "fsync", "on", "synchronous_commit", "on", "full_page_writes", "on",
                // Live queries read the log.
                "wal_level", "logical",
                "listen_addresses", "127.0.0.1", "unix_socket_directories", "",
                "max_connections", "100");
    }

    /** Does what is missing after any start: password, access rules, database. Each step may be repeated. */
    static void complete(EmbeddedPostgres postgres, PostgresFolder folder, String password) throws IOException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement sql = connection.createStatement()) {
            if (folder.isTrusting()) {
                sql.execute("ALTER USER " + PostgresProcess.SUPERUSER + " PASSWORD '" + password + "'");
                folder.requirePasswords();
                sql.execute("SELECT pg_reload_conf()");
                awaitClosedDoors(postgres);
            }
            if (!sql.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + PostgresProcess.DATABASE + "'").next()) {
                sql.execute("CREATE DATABASE " + PostgresProcess.DATABASE);
            }
        }
    }

    /** The reload is only announced by the call: nobody hears of this server while it would let strangers in. */
    private static void awaitClosedDoors(EmbeddedPostgres postgres) {
        if (!new Patience(RELOAD_LIMIT).until(() -> refusesStrangers(postgres))) {
            throw new IllegalStateException("it still trusts everyone after a reload");
        }
    }

    private static boolean refusesStrangers(EmbeddedPostgres postgres) {
        try (Connection stranger = postgres.getPostgresDatabase(Map.of("password", "wrong")).getConnection()) {
            return !stranger.isValid(1);
        } catch (SQLException refused) {
            return true;
        }
    }
}
