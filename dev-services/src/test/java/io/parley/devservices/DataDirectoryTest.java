package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void theFolderAndWhatIsInItArePrivate() throws IOException {
        try (var directory = DataDirectory.open(parent.resolve("data"))) {
            assertThat(mode(directory.path())).isEqualTo("rwx------");
            assertThat(mode(directory.path().resolve("secrets.properties"))).isEqualTo("rw-------");
            assertThat(mode(directory.path().resolve("hub.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void secretsAreMadeOnceAndAllDifferent() {
        Set<String> first;
        try (var directory = DataDirectory.open(parent)) {
            first = secrets(directory);
        }
        assertThat(first).hasSize(4).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
        try (var directory = DataDirectory.open(parent)) {
            assertThat(secrets(directory)).isEqualTo(first);
        }
    }

    @Test
    void aLostSecretIsMadeAnewAndTheOthersStay() throws IOException {
        Files.writeString(parent.resolve("secrets.properties"), "admin.key=kept\n");
        try (var directory = DataDirectory.open(parent)) {
            assertThat(directory.adminKey()).isEqualTo("kept");
            assertThat(directory.tokenSecret()).hasSize(43);
        }
    }

    @Test
    void aSecondHubInTheSameProcessIsRefusedAndDoesNotLoosenTheLock() {
        try (var held = DataDirectory.open(parent)) {
            String line = held.path() + " is used by another hub (pid " + ProcessHandle.current().pid()
                    + "). Stop it, or set PARLEY_DATA_DIR, or set REDIS_URL and DATABASE_URL to join it.";
            assertThatThrownBy(() -> DataDirectory.open(parent)).isInstanceOf(EmbeddedServerFailure.class).hasMessage(line);
            assertThatThrownBy(() -> HubOfItsOwn.on(parent)).isInstanceOf(IllegalStateException.class).hasMessageEndingWith(line);
        }
        DataDirectory.open(parent).close();
    }

    @Test
    void aFolderThatCannotBeMadeSaysWhatToDo() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.open(file)).isInstanceOf(EmbeddedServerFailure.class)
                .hasMessageContaining("PARLEY_DATA_DIR");
    }

    private static Set<String> secrets(DataDirectory directory) {
        return Set.of(directory.redisPassword(), directory.postgresPassword(), directory.tokenSecret(), directory.adminKey());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
