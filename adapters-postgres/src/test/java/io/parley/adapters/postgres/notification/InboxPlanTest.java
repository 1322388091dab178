package io.parley.adapters.postgres.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.parley.adapters.postgres.SqlFile;
import io.parley.adapters.postgres.TestDatabase;
import io.parley.application.notification.Inbox;

import static org.assertj.core.api.Assertions.assertThat;

/** 20,000 notifications, half of them of one user: a page costs a stretch of an index, wherever in the list it is. */
class InboxPlanTest {
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.jdbc().sql("""
                insert into parley.notification (realm, user_id, id, type, content, created_at, read_at)
                select 'default', case when n % 2 = 0 then 'busy' else 'user' || n % 500 end, gen_random_uuid(), 'invitation',
                    repeat('text ', 20), timestamptz '2026-01-01' + n / 5 * interval '1 second', case when n % 20 > 1 then now() end
                from generate_series(1, 20000) n""").update();
        database.jdbc().sql("vacuum analyze parley.notification").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "user7", "nobody"})
    void everyPageIsAStretchOfTheIndex(String user) {
        assertIsAStretchOf("notification_newest", plan("list.sql", user, Optional.empty()));
        assertIsAStretchOf("notification_newest", plan("list.sql", user, Optional.of(placeInTheMiddle(user))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "user7", "nobody"})
    void everyPageOfUnreadIsAStretchOfTheirIndex(String user) {
        assertIsAStretchOf("notification_unread", plan("list-unread.sql", user, Optional.empty()));
        assertIsAStretchOf("notification_unread", plan("list-unread.sql", user, Optional.of(placeInTheMiddle(user))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list.sql", "list-unread.sql"})
    void thePlanThatIsKeptForAllUsersIsOneToo(String statement) {
        assertIsAStretchOf(statement.equals("list.sql") ? "notification_newest" : "notification_unread", cachedPlan(statement));
    }

    @Test
    void aPageReadsNoMoreThanItShows() {
        String plan = explain("explain (analyze, costs off, timing off, summary off, buffers off) ", "list.sql", "busy",
                Optional.of(placeInTheMiddle("busy")));

        assertThat(plan).contains("actual rows=100").doesNotContain("Rows Removed by");
    }

    private static void assertIsAStretchOf(String index, String plan) {
        assertThat(plan)
                .containsPattern("Index Scan using " + index + " on notification\\s+Index Cond: .*ROW\\(created_at, id\\) < ROW\\(")
                .doesNotContain("Sort", "Seq Scan", "Bitmap");
    }

    private static UUID placeInTheMiddle(String user) {
        return database.jdbc().sql("""
                select id from parley.notification where user_id = ?
                order by created_at desc offset (select count(*) / 2 from parley.notification where user_id = ?) limit 1""")
                .params(user, user).query(UUID.class).optional().orElseGet(() -> new UUID(0, 0));
    }

    private static String plan(String statement, String user, Optional<UUID> after) {
        return explain("explain (costs off) ", statement, user, after);
    }

    private static String explain(String explain, String statement, String user, Optional<UUID> after) {
        return text(database.jdbc().sql(explain + SqlFile.read(PostgresInbox.class, statement))
                .param("realm", "default").param("userId", user).param("after", after.orElse(null)).param("limit", Inbox.MAX_PAGE)
                .query(String.class).list());
    }

    /** What PostgreSQL plans without a look at the parameters, as it may after a statement's fifth run. */
    private static String cachedPlan(String statement) {
        String numbered = SqlFile.read(PostgresInbox.class, statement).replace(":realm", "$1").replace(":userId", "$2")
                .replace(":after", "$3").replace(":limit", "$4");
        SingleConnectionDataSource one = new SingleConnectionDataSource(database.url().jdbcUrl(), database.url().username().orElseThrow(),
                database.url().password().orElseThrow(), true);
        try {
            JdbcClient session = JdbcClient.create(one);
            session.sql("set plan_cache_mode = force_generic_plan").update();
            session.sql("prepare page(text, text, uuid, int) as " + numbered).update();
            return text(session.sql("explain (costs off) execute page('default', 'busy', null, 100)").query(String.class).list());
        } finally {
            one.destroy();
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }
}
