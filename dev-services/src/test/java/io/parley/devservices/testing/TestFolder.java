package io.parley.devservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import io.parley.devservices.DataDirectory;
import io.parley.devservices.EmbeddedServerFailure;
import io.parley.devservices.PostgresProcess;
import io.parley.devservices.RedisProcess;

/**
 * A folder below {@code target/} for the servers of one JVM.
 *
 * <p>A test run that was killed leaves its servers behind. So the folder has a fixed name: the next run finds them, stops them and begins with no
 * data. Test runs at the same time each take a folder of their own, and hold it until they end.
 */
final class TestFolder {
    /** More JVMs than this do not test one module at a time. */
    private static final int FOLDERS = 16;

    private TestFolder() {}

    /** The first folder that no other JVM held at the first call, emptied then. */
    static DataDirectory ofThisJvm() {
        return Taken.FOLDER;
    }

    private static DataDirectory take() {
        EmbeddedServerFailure lastFailure = new EmbeddedServerFailure("No folder was tried");
        for (int number = 1; number <= FOLDERS; number++) {
            try {
                var directory = DataDirectory.open(Path.of("target", "test-servers-" + number));
                emptied(directory.path());
                return directory;
            } catch (EmbeddedServerFailure heldByAnotherJvm) {
                lastFailure = heldByAnotherJvm;
            }
        }
        throw lastFailure;
    }

    private static void emptied(Path folder) {
        try {
            stopLeftOvers(folder);
            for (Path old : foldersIn(folder)) {
                // The unpacked binaries are the same every time, and take a second.
                if (!old.endsWith("postgres-bin")) {
                    delete(old);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopLeftOvers(Path folder) throws IOException {
        PostgresProcess.stopLeftOver(folder);
        RedisProcess.stopLeftOver(folder);
        for (Path outage : foldersIn(folder)) {
            RedisProcess.stopLeftOver(outage);
        }
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (var all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    /** Initialized at the first use, by one thread. */
    private static final class Taken {
        static final DataDirectory FOLDER = take();
    }
}
