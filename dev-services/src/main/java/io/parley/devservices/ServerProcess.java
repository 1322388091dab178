package io.parley.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A server that does not run as a child of this process: found by the pid file it wrote, perhaps for a hub that was killed since.
 *
 * <p>A pid alone proves nothing: after a crash or a reboot another process may have it. So a server is only ever found together with a proof, a
 * predicate on its command; without one nothing is signalled.
 */
record ServerProcess(ProcessHandle handle) {
    /** A server that keeps running longer after a polite signal is not going to stop. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(10);
    /** After SIGKILL only the kernel has to act. */
    private static final Duration KILL_LIMIT = Duration.ofSeconds(2);

    /** The running process that the file's first line names, if the proof accepts it. */
    static Optional<ServerProcess> namedBy(Path pidFile, Predicate<ProcessHandle.Info> proof) {
        return pidIn(pidFile).flatMap(ProcessHandle::of)
                .filter(candidate -> proof.test(candidate.info()))
                .map(ServerProcess::new)
                .filter(ServerProcess::isRunning);
    }

    static Optional<Long> pidIn(Path pidFile) {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).filter(pid -> pid > 0);
        } catch (IOException | RuntimeException noPid) {
            return Optional.empty();
        }
    }

    /**
     * Whether it still runs. A dead process whose parent has not collected it counts as gone: in a container the hub itself is process 1, which
     * inherits its servers and never collects them.
     */
    boolean isRunning() {
        return handle.isAlive() && !isZombie();
    }

    /** SIGTERM, a bounded wait, then SIGKILL. */
    void terminate() {
        stop(handle::destroy);
    }

    /** SIGINT, a bounded wait, then SIGKILL. To PostgreSQL SIGINT means: disconnect the clients and stop now. */
    void interrupt() {
        stop(() -> signal("INT"));
    }

    /** SIGSTOP: it keeps its connections and its memory, and does nothing. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    /** SIGKILL. */
    void kill() {
        handle.destroyForcibly();
        awaitEnd(KILL_LIMIT);
    }

    boolean awaitEnd(Duration limit) {
        return new Patience(limit).until(() -> !isRunning());
    }

    private void stop(Runnable politely) {
        politely.run();
        if (!awaitEnd(SHUTDOWN_LIMIT)) {
            kill();
        }
    }

    /** The JDK sends SIGTERM and SIGKILL only. The shell's own {@code kill} is there even where no such program is installed. */
    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + handle.pid()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(KILL_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException noShell) {
            handle.destroy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isZombie() {
        Path process = Path.of("/proc", Long.toString(handle.pid()));
        try (var threads = Files.list(process.resolve("task"))) {
            // "pid (command) state …"; a command may hold spaces and brackets itself.
            String stat = Files.readString(process.resolve("stat"));
            // The first thread is a zombie as soon as it is dead itself; the ports stay open until the last one is.
            return stat.startsWith(") Z", stat.lastIndexOf(')')) && threads.count() == 1;
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }
}
