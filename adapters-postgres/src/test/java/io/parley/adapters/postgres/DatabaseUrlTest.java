package io.parley.adapters.postgres;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres"})
    void aUrlIsTakenApart(String scheme) {
        DatabaseUrl url = DatabaseUrl.parse(scheme + "://parley:s3cret@db.example.com:6432/hub?sslmode=require&connectTimeout=5");

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:6432/hub?sslmode=require&connectTimeout=5");
        assertThat(url.username()).contains("parley");
        assertThat(url.password()).contains("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
            "postgresql://db/hub, jdbc:postgresql://db/hub",
            "postgresql://127.0.0.1:5432/hub, jdbc:postgresql://127.0.0.1:5432/hub",
            "postgresql://[::1]/hub, jdbc:postgresql://[::1]/hub",
            "postgresql://[fe80::1]:5433/hub, jdbc:postgresql://[fe80::1]:5433/hub",
            "'postgresql://a:1,b:65535,c/hub?targetServerType=primary', 'jdbc:postgresql://a:1,b:65535,c/hub?targetServerType=primary'",
            "postgresql://db/my%20hub, jdbc:postgresql://db/my%20hub",
            "'  postgresql://db/hub\n', jdbc:postgresql://db/hub",
    })
    void hostAndDatabaseStayAsTheyAre(String text, String jdbcUrl) {
        assertThat(DatabaseUrl.parse(text)).isEqualTo(new DatabaseUrl(jdbcUrl, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
            "p%40ss%2Fw%3Ford%25, p@ss/w?ord%",
            "a+b, a+b",
            "a:b:c, a:b:c",
            "p@ss, p@ss",
            "%C5%BElu%C5%A5, žluť",
            "'', ''",
    })
    void thePasswordIsDecoded(String written, String meant) {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://user:" + written + "@host/hub");

        assertThat(url.password()).contains(meant);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://host/hub");
    }

    @Test
    void theUserIsDecodedAndNeedsNoPassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://parley%40corp@host/hub");

        assertThat(url.username()).contains("parley@corp");
        assertThat(url.password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db:5432/hub?user=u&password=s3cret", "jdbc:postgresql:hub"})
    void aJdbcUrlPassesThrough(String text) {
        assertThat(DatabaseUrl.parse(text)).isEqualTo(new DatabaseUrl(text, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "postgresql://user:s3cret@host:5432/hub?password=s3cret",
            "jdbc:postgresql://host:5432/hub?user=user&password=s3cret",
            "jdbc:postgresql://user:s3cret@host:5432/hub",
    })
    void thePasswordIsNotInItsText(String text) {
        assertThat(DatabaseUrl.parse(text)).hasToString("jdbc:postgresql://host:5432/hub");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "s3cret",
            "mysql://user:s3cret@host/hub",
            "jdbc:mysql://host/hub?password=s3cret",
            "jdbc:postgresql:",
            "postgresql:",
            "postgresql://",
            "postgresql://user:s3cret@host",
            "postgresql://user:s3cret@host/",
            "postgresql://user:s3cret@/hub",
            "postgresql://user:s3cret@host:port/hub",
            "postgresql://user:s3cret@host:0/hub",
            "postgresql://user:s3cret@host:65536/hub",
            "postgresql://user:s3cret@host:99999/hub",
            "postgresql://user:s3cret@a,b:70000/hub",
            "postgresql://user:s3cret@[::1]:70000/hub",
            "postgresql://user:s3cret@host:/hub",
            "postgresql://user:s3cret/x@host/hub",
            "postgresql://user:s3cret#x@host/hub",
            "postgresql://user:s3cret?x@host/hub",
            "postgresql://user:s3cret%zz@host/hub",
            "postgresql://user:s3cret%2@host/hub",
            "postgresql://user:s3 cret@host/hub",
            "postgresql://user:s3cret@host/hub/more",
            "postgresql://user:s3cret@host/hub#s3cret",
    })
    void anythingElseIsRefusedWithTheFormAndWithoutThePassword(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DatabaseUrl.parse(text))
                .withMessageContaining("DATABASE_URL must have the form " + DatabaseUrl.FORM)
                .withMessageNotContainingAny("s3cret", "s3 cret")
                .withNoCause();
    }
}
