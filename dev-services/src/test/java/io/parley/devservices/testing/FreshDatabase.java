package io.parley.devservices.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes empty databases on one server. */
final class FreshDatabase {
    private static final AtomicInteger MADE = new AtomicInteger();

    private FreshDatabase() {}

    /** Makes a database over the connection, which is the caller's to close, and returns its name. */
    static String on(Connection connection) throws SQLException {
        String name = "test_" + MADE.incrementAndGet();
        try (Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + name);
        }
        return name;
    }
}
