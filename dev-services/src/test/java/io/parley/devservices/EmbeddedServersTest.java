package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationShutdownHandlers;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedServersTest {
    private final List<Runnable> atShutdown = new ArrayList<>();
    private final MockEnvironment environment = new MockEnvironment();
    @TempDir
    Path parent;

    @AfterEach
    void stopServers() {
        atShutdown.forEach(Runnable::run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://elsewhere", "rediss://elsewhere?ca=ca.pem", "redis-sentinel://one,two/name",
            "redis-cluster://one,two"})
    void nothingStartsWhereBothUrlsAreGiven(String redisUrl) {
        process("REDIS_URL", redisUrl, "DATABASE_URL", "postgresql://elsewhere");
        assertNothingHappened();
    }

    @Test
    void nothingStartsWhereItIsSwitchedOff() {
        process("parley.dev.enabled", "false");
        assertNothingHappened();
    }

    @Test
    void aFreshMachineGetsServersAndSecretsAndDevTokensUntilTheHubStops() throws IOException {
        // Blank, as an unset variable of a compose file arrives.
        process("REDIS_URL", "", "JWT_SECRET", " ");
        assertThat(environment.getProperty("REDIS_URL")).startsWith("redis://:");
        assertThat(environment.getProperty("DATABASE_URL")).startsWith("postgresql://postgres:").endsWith("/parley");
        assertThat(environment.getProperty("JWT_SECRET")).hasSize(43);
        assertThat(environment.getProperty("PARLEY_ADMIN_KEY")).hasSize(43);
        assertThat(environment.getProperty("parley.dev.tokens", Boolean.class)).isTrue();
        assertThat(RedisConversation.say(environment.getProperty("REDIS_URL"), "PING")).isEqualTo("+PONG");

        stopServers();
        assertThat(RedisFolder.in(data()).running()).isEmpty();
        assertThat(PostgresFolder.in(data()).running()).isEmpty();
    }

    @Test
    void noDevTokensAndNoSecretWhereTheOperatorGaveOne() {
        process("JWT_SECRET", "the operator's own secret of 32 bytes", "PARLEY_ADMIN_KEY", "his-key");
        assertThat(environment.getProperty("DATABASE_URL")).isNotBlank();
        assertThat(environment.getProperty("JWT_SECRET")).isEqualTo("the operator's own secret of 32 bytes");
        assertThat(environment.getProperty("PARLEY_ADMIN_KEY")).isEqualTo("his-key");
        assertThat(environment.containsProperty("parley.dev.tokens")).isFalse();
    }

    @Test
    void noSecretWhereAnIssuerSignsTheTokens() {
        process("DATABASE_URL", "postgresql://elsewhere", "spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer.example");
        assertThat(environment.containsProperty("JWT_SECRET")).isFalse();
        assertThat(environment.containsProperty("parley.dev.tokens")).isFalse();
    }

    @Test
    void besideAnExternalServerOnlyTheMissingOneStartsAndThereAreNoDevTokens() {
        process("DATABASE_URL", "postgresql://elsewhere");
        assertThat(environment.getProperty("REDIS_URL")).startsWith("redis://:");
        assertThat(environment.getProperty("DATABASE_URL")).isEqualTo("postgresql://elsewhere");
        assertThat(data().resolve("postgres")).doesNotExist();
        assertThat(environment.getProperty("JWT_SECRET")).isNotBlank();
        assertThat(environment.containsProperty("parley.dev.tokens")).isFalse();
    }

    @Test
    void whatWasStartedIsStoppedWhenTheRestFails() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("postgres"), "a file in its place");
        assertThatThrownBy(() -> process()).isInstanceOf(EmbeddedServerFailure.class).hasMessageContaining("DATABASE_URL");
        assertThat(RedisFolder.in(data()).running()).isEmpty();
        DataDirectory.open(data()).close();
    }

    @Test
    void springBootFindsItAndReportsAFailureInPlainWords(CapturedOutput output) throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        var application = new SpringApplication(EmbeddedServersTest.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        assertThatThrownBy(() -> application.run("--PARLEY_DATA_DIR=" + file)).isInstanceOf(EmbeddedServerFailure.class);
        assertThat(output).contains("APPLICATION FAILED TO START").contains("Set PARLEY_DATA_DIR to a writable folder")
                .doesNotContain("\tat ");
    }

    private void process(String... settings) {
        environment.setProperty("PARLEY_DATA_DIR", data().toString());
        for (int i = 0; i < settings.length; i += 2) {
            environment.setProperty(settings[i], settings[i + 1]);
        }
        new EmbeddedServers(new NoOpLog(), new Recorded()).postProcessEnvironment(environment, new SpringApplication());
    }

    private void assertNothingHappened() {
        assertThat(data()).doesNotExist();
        assertThat(atShutdown).isEmpty();
        assertThat(environment.containsProperty("PARLEY_ADMIN_KEY")).isFalse();
    }

    private Path data() {
        return parent.resolve("data");
    }

    private final class Recorded implements SpringApplicationShutdownHandlers {
        @Override
        public void add(Runnable action) {
            atShutdown.add(action);
        }

        @Override
        public void remove(Runnable action) {
            atShutdown.remove(action);
        }
    }
}
