package io.parley.bootstrap.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.parley.bootstrap.testing.HubProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** The options of the JVM: what is in the file, and who is told that they are missing. */
class JvmOptionsTest {
    @Test
    void everyLineIsOneOption() {
        assertThat(JvmOptions.chosen()).isNotEmpty().doesNotHaveDuplicates()
                .allSatisfy(line -> assertThat(line).matches("--?[A-Za-z]\\S*"));
    }

    @Test
    void nothingIsMissingWhereAllAreGiven() {
        assertThat(JvmOptions.missing(JvmOptions.chosen())).isEmpty();
    }

    @Test
    void whatIsNotGivenIsMissing() {
        List<String> given = new ArrayList<>(JvmOptions.chosen());
        given.remove("-XX:+UseCompactObjectHeaders");
        assertThat(JvmOptions.missing(given)).containsExactly("-XX:+UseCompactObjectHeaders");
    }

    @Test
    void anotherValueIsADecision() {
        List<String> given = new ArrayList<>(JvmOptions.chosen());
        given.replaceAll(option -> option.replace("MaxRAMPercentage=50", "MaxRAMPercentage=80")
                .replace("+ExitOnOutOfMemoryError", "-ExitOnOutOfMemoryError"));
        assertThat(given).isNotEqualTo(JvmOptions.chosen());
        assertThat(JvmOptions.missing(given)).isEmpty();
    }

    @Test
    void aHubThatRunsHasThem() throws IOException {
        try (HubProcess hub = HubProcess.start()) {
            hub.awaitAuthority();
            Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(hub.pid()),
                    "VM.flags").redirectErrorStream(true).start();
            String flags = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(JvmOptions.chosen()).filteredOn(option -> option.startsWith("-XX:")).isNotEmpty()
                    .allSatisfy(option -> assertThat(flags).contains(option.replaceFirst("=.*", "=")));
        }
    }
}
