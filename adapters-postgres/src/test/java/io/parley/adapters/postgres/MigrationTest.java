package io.parley.adapters.postgres;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationTest {
    private final TestDatabase database = TestDatabase.empty();

    @Test
    void anEmptyDatabaseGetsTheTablesInASchemaOfTheirOwn() {
        assertThat(database.migrate().success).isTrue();

        assertThat(tables()).containsExactlyInAnyOrder("parley.flyway_schema_history", "parley.notification", "parley.rooms",
                "parley.bans", "parley.archive", "parley.durable_cursors", "parley.preferences");
    }

    @Test
    void migratingAgainChangesNothing() {
        database.migrate();
        database.jdbc().sql("""
                insert into parley.notification (realm, user_id, id, type, content, created_at)
                values ('default', 'alice', gen_random_uuid(), 't', 'c', now())""").update();

        assertThat(database.migrate().migrationsExecuted).isZero();

        assertThat(database.jdbc().sql("select count(*) from parley.notification").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aSchemaThatIsThereAlreadyIsUsed() {
        database.jdbc().sql("create schema parley").update();

        assertThat(database.migrate().success).isTrue();

        assertThat(tables()).contains("parley.notification");
    }

    @Test
    void anOlderReleasesDatabaseGetsTheNewTablesAndKeepsWhatItHas() {
        database.migrateTo("1");
        database.jdbc().sql("""
                insert into parley.notification (realm, user_id, id, type, content, created_at)
                values ('default', 'alice', gen_random_uuid(), 't', 'c', now())""").update();

        assertThat(database.migrate().migrationsExecuted).isPositive();

        assertThat(tables()).contains("parley.rooms", "parley.bans", "parley.archive", "parley.durable_cursors", "parley.preferences");
        assertThat(database.jdbc().sql("select count(*) from parley.notification").query(Integer.class).single()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"realm => ''", "name => ''", "name => repeat('n', 256)", "type => ''", "metadata => '[]'", "metadata => 'null'",
            "members => array[null]::text[]", "members => array_fill('m'::text, array[10001])", "capacity => 0", "subscribe_rule => ''",
            "publish_rule => ''", "presence_rule => repeat('r', 1025)"})
    void aRoomThatCannotBeIsRefused(String column) {
        database.migrate();
        String name = column.substring(0, column.indexOf(' '));
        String value = column.substring(column.indexOf('>') + 1);
        database.jdbc().sql("insert into parley.rooms (realm, name, metadata, updated_at) values ('default', 'a', '{}', now())").update();

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.jdbc().sql("update parley.rooms set " + name + " = " + value).update());
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "repeat('s', 257)", "null"})
    void aBanOfAUserWhoCannotBeIsRefused(String subject) {
        database.migrate();

        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
                () -> database.jdbc().sql("insert into parley.bans values ('default', 'a', " + subject + ", now())").update());
    }

    private List<String> tables() {
        return database.jdbc().sql("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema')""").query(String.class).list();
    }
}
