package io.parley.adapters.postgres;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationTest {
    private final TestDatabase database = TestDatabase.empty();

    @Test
    void anEmptyDatabaseGetsTheTablesInASchemaOfTheirOwn() {
        assertThat(database.migrate().success).isTrue();

        assertThat(tables()).containsExactlyInAnyOrder("parley.flyway_schema_history", "parley.notification");
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

    private List<String> tables() {
        return database.jdbc().sql("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema')""").query(String.class).list();
    }
}
