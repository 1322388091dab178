package io.parley.adapters.postgres.delivery;

import java.time.OffsetDateTime;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.adapters.postgres.SqlFile;
import io.parley.adapters.postgres.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** 40,000 messages, half of them of one channel in two epochs: a page costs a stretch of the key's index, wherever in the history it is. */
class ArchivePlanTest {
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.jdbc().sql("""
                insert into parley.archive (realm, channel, epoch, message_offset, until, event, data, is_binary, said_at)
                select 'default', case when n % 2 = 0 then 'busy' else 'quiet-' || n % 500 end, case when n % 4 = 0 then 'one' else 'two' end, n,
                    timestamptz '2026-01-01' + n * interval '1 second', 'e', decode(repeat('00', 200), 'hex'), false, now()
                from generate_series(1, 40000) n""").update();
        database.jdbc().sql("vacuum analyze parley.archive").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read.sql", "read-newest-first.sql"})
    void aPageIsAStretchOfTheKeyForEachEpoch(String statement) {
        assertThat(page("explain (costs off) ", statement)).contains("Scan", "archive_pkey", "message_offset > ").doesNotContain("Seq Scan",
                "Bitmap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read.sql", "read-newest-first.sql"})
    void aPageReadsNoMoreOfAnEpochThanItShows(String statement) {
        assertThat(page("explain (analyze, costs off, timing off, summary off, buffers off) ", statement))
                .containsPattern("using archive_pkey on archive \\(actual rows=100(\\.00)? loops=2\\)")
                .doesNotContain("Rows Removed by Filter");
    }

    @Test
    void whatMayBeForgottenIsFoundByItsEnd() {
        String plan = lines(database.jdbc().sql("explain (costs off) " + SqlFile.read(PostgresMessageArchive.class, "expire.sql"))
                .param("now", OffsetDateTime.parse("2026-01-01T01:00:00Z")).param("limit", 1_000).query(String.class).list());
        assertThat(plan).contains("Index Scan using archive_until", "Tid Scan").doesNotContain("Seq Scan");
    }

    private static String page(String explain, String statement) {
        return lines(database.jdbc().sql(explain + SqlFile.read(PostgresMessageArchive.class, statement))
                .param("realm", "default").param("channel", "busy").param("epochs", new String[]{"one", "two"})
                .param("ends", new Long[]{30_000L, Long.MAX_VALUE}).param("above", 10_000L).param("below", 29_000L).param("limit", 100)
                .query(String.class).list());
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }
}
