package io.parley.bootstrap.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.parley.bootstrap.start.JvmOptions;
import io.parley.devservices.testing.TestServers;

/** A hub, or an attempt at one, as a process of the operating system. It is killed, if nothing else ended it, when it is closed. */
public final class HubProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("started on port (\\d+)");
    private static final long PATIENCE_SECONDS = 60;
    /** How the build runs its tests: a hub that lives for seconds starts in half of the CPU time. A drill at full length goes without. */
    private static final String IN_A_HURRY = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> output = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<Thread> readers;

    private HubProcess(Process process) {
        this.process = process;
        readers = List.of(read(process.getInputStream(), this::out), read(process.getErrorStream(), line -> keep(errors, line)));
    }

    /** Starts a node with these settings, {@code key=value}; what they leave out is as at a {@link TestNode}, on a database of its own. */
    public static HubProcess start(String... settings) {
        boolean database = Arrays.stream(settings).map(TestNode::keyOf).anyMatch("DATABASE_URL"::equals);
        return ofTestClassPath(TestNode.arguments("node-process", database ? "" : TestServers.freshDatabaseUrl(), settings));
    }

    static HubProcess ofTestClassPath(List<String> arguments) {
        List<String> command = new ArrayList<>(JvmOptions.chosen());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.parley.bootstrap.Parley"));
        command.addAll(arguments);
        return ofJava(Path.of(System.getProperty("java.home")), command);
    }

    /** Runs the java of that home, with no setting of the hub in its environment. */
    public static HubProcess ofJava(Path javaHome, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin").resolve("java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(IN_A_HURRY::equals).forEach(command::add);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        List.of("REDIS_URL", "DATABASE_URL", "JWT_SECRET", "PORT", "REALTIME_PORT", "SERVER_PORT", "PARLEY_ADMIN_KEY", "JAVA_TOOL_OPTIONS")
                .forEach(builder.environment()::remove);
        try {
            return new HubProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread read(InputStream stream, Consumer<String> line) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().forEach(line);
            } catch (IOException | UncheckedIOException e) {
                // The process has ended.
            }
        });
    }

    private void out(String line) {
        keep(output, line);
        Matcher started = PORT.matcher(line);
        if (started.find()) {
            port.complete(Integer.valueOf(started.group(1)));
        }
    }

    private static void keep(List<String> lines, String line) {
        synchronized (lines) {
            lines.add(line);
        }
    }

    /** The address at which it listens, once it does. */
    public String awaitAuthority() {
        try {
            process.onExit().thenAccept(
                    ended -> port.completeExceptionally(new IllegalStateException("ended with " + ended.exitValue() + ": " + errors())));
            return "localhost:" + port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The hub did not start: " + e.getMessage() + output(), e);
        }
    }

    /** Where its API is, once it listens. */
    public URI url() {
        return URI.create("http://" + awaitAuthority() + "/");
    }

    public HubApi api() {
        return HubApi.at(url());
    }

    /** The API as the administrator calls it. */
    public HubApi admin() {
        return api().key(TestNode.ADMIN_KEY);
    }

    /** A handshake without credentials. */
    public Dial dial(String path) {
        return Dial.to(URI.create("ws://" + awaitAuthority() + path));
    }

    public ChatClient connect(String user) {
        ChatClient client = dial("/realtime").bearer(TestTokens.of(user)).open();
        client.await("connected");
        client.await("subscribed");
        return client;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: no farewell. */
    public void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it does nothing any more and its lines stay open, until it is resumed. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("The signal " + name + " was not sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end and returns the exit code. */
    public int awaitExit() {
        try {
            int code = process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
            for (Thread reader : readers) {
                reader.join();
            }
            return code;
        } catch (TimeoutException e) {
            throw new AssertionError("The process does not end; its output: " + output(), e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    public List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
