package io.parley.devservices;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class WelcomeBannerTest {
    private static final String SECRET = "a-secret-of-the-installation-43-letters-long";

    private final MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8090");

    @Test
    void aFreshMachineIsToldEverythingItNeeds() {
        generate(Map.of("REDIS_URL", "redis://:r@127.0.0.1:16379", "DATABASE_URL", "postgresql://postgres:p@127.0.0.1:15432/parley",
                "JWT_SECRET",
                SECRET, "PARLEY_ADMIN_KEY", "k"));
        String text = text(new DevTokens(SECRET, InstantSource.system()));
        assertThat(text).contains("http://localhost:8090/", "ws://localhost:8090/realtime", "eyJ", "X-API-Key: k",
                "http://localhost:8090/realtime/channels/public:lobby/broadcast",
                "{\"event\":\"hello\",\"data\":{\"text\":\"Hello from curl\"}}");
        assertThat(text).contains(
                "PORT=8081 REDIS_URL=\"redis://:r@127.0.0.1:16379\" DATABASE_URL=\"postgresql://postgres:p@127.0.0.1:15432/parley\""
                        + " JWT_SECRET=\"" + SECRET
                        + "\" PARLEY_ADMIN_KEY=\"k\" java @bootstrap/src/main/jvm/parley.jvmopts -jar bootstrap/target/parley.jar");
    }

    @Test
    void secretsThatTheOperatorGaveAreNotRepeated() {
        environment.withProperty("JWT_SECRET", "the-operators-secret").withProperty("PARLEY_ADMIN_KEY", "the-operators-key");
        generate(Map.of("REDIS_URL", "redis://:r@127.0.0.1:16379", "DATABASE_URL", "postgresql://postgres:p@127.0.0.1:15432/parley"));
        assertThat(text(null)).doesNotContain("the-operators")
                .contains("redis://:r@", "postgresql://postgres:p@", "JWT_SECRET=\"$JWT_SECRET\"", "X-API-Key: $PARLEY_ADMIN_KEY");
    }

    @Test
    void aHubWithServersOfItsOwnPrintsNoAddressAndNoKey() {
        environment.withProperty("REDIS_URL", "redis://:r@elsewhere").withProperty("PARLEY_ADMIN_KEY", "the-operators-key");
        assertThat(text(null)).contains("http://localhost:8090/").doesNotContain("elsewhere").doesNotContain("the-operators-key");
    }

    private void generate(Map<String, Object> settings) {
        environment.getPropertySources().addLast(new MapPropertySource(EmbeddedServers.GENERATED, settings));
    }

    private String text(DevTokens tokens) {
        return new WelcomeBanner(environment, tokens, new PrintStream(PrintStream.nullOutputStream())).text();
    }
}
