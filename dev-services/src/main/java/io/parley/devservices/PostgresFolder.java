package io.parley.devservices;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a PostgreSQL server has on disk: its cluster, its log and its unpacked binaries. */
record PostgresFolder(Path cluster, Path log, Path binaries) {
    private static final String PASSWORDS_ONLY = """
            # Written by Parley: a password for everyone, from this machine only.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    static PostgresFolder in(Path data) throws IOException {
        Path root = PrivateFiles.folder(data);
        return new PostgresFolder(PrivateFiles.folder(root.resolve("postgres")), root.resolve("postgres.log"),
                // One deeper: the library lets every user write to the folder it unpacks into.
                PrivateFiles.folder(PrivateFiles.folder(root.resolve("postgres-bin")).resolve("versions")));
    }

    /** The server that runs on this cluster: a {@code postgres} that was started with {@code -D} and this folder. */
    Optional<ServerProcess> running() {
        return ServerProcess.namedBy(pidFile(), info -> isPostgres(info) && serves(info.arguments().orElse(new String[0])));
    }

    private static boolean isPostgres(ProcessHandle.Info info) {
        return info.command().map(Path::of).filter(command -> command.endsWith("postgres")).isPresent();
    }

    private boolean serves(String[] arguments) {
        int flag = List.of(arguments).indexOf("-D");
        return flag >= 0 && flag + 1 < arguments.length && cluster.equals(Path.of(arguments[flag + 1]));
    }

    /** Makes the folder fit for a start, whatever became of the last one. */
    void heal() throws IOException {
        running().ifPresent(ServerProcess::interrupt);
        forgetReusedPid();
        discardUnfinishedCluster();
        discardUnfinishedBinaries();
        PrivateFiles.write(log, "");
    }

    /**
     * PostgreSQL refuses to start while the process of its last pid file lives, whoever that is now; in a restarted container it is often
     * somebody else. The file goes only when it is certain that no postgres has that pid: two servers on one cluster destroy it.
     */
    private void forgetReusedPid() throws IOException {
        Optional<ProcessHandle> holder = ServerProcess.pidIn(pidFile()).flatMap(ProcessHandle::of);
        boolean dead = holder.map(ServerProcess::new).filter(ServerProcess::isRunning).isEmpty();
        boolean another = holder.map(ProcessHandle::info).filter(info -> info.command().isPresent() && !isPostgres(info)).isPresent();
        if (dead || another) {
            Files.deleteIfExists(pidFile());
        }
    }

    /** A cluster on which no server ever ran may be half initialized, and holds nothing. */
    private void discardUnfinishedCluster() throws IOException {
        if (!Files.exists(cluster.resolve("postmaster.opts"))) {
            PrivateFiles.deleteTree(cluster);
            PrivateFiles.folder(cluster);
        }
    }

    /** Unpacking was interrupted: the library would keep the half-written files. */
    private void discardUnfinishedBinaries() throws IOException {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(binaries)) {
            for (Path version : versions) {
                if (!Files.exists(version.resolve(".exists"))) {
                    PrivateFiles.deleteTree(version);
                }
            }
        }
    }

    /** Whether the server lets anyone in without a password, as it does after its initialization. */
    boolean isTrusting() throws IOException {
        try (var rules = Files.lines(accessRules())) {
            return rules.map(String::strip).anyMatch(rule -> !rule.startsWith("#") && rule.endsWith("trust"));
        }
    }

    /** From the next reload on every connection needs a password. */
    void requirePasswords() throws IOException {
        PrivateFiles.write(accessRules(), PASSWORDS_ONLY);
    }

    private Path accessRules() {
        return cluster.resolve("pg_hba.conf");
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }
}
