package io.parley.devservices;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The folder of one installation, held by one hub at a time: from {@link #open} until {@link #close}, or until the process ends, however it
 * ends.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "hub.lock";
    /** Apart from the lock: who reads a locked file and closes it again drops the lock of his whole process. */
    private static final String PID = "hub.pid";
    /**
     * Folders held by this very process. The system's lock is between processes, and merely opening and closing the lock file a second time would
     * release it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;
    private final Secrets secrets;

    private DataDirectory(Path path, FileChannel lockFile, Secrets secrets) {
        this.path = path;
        this.lockFile = lockFile;
        this.secrets = secrets;
    }

    /**
     * Takes the folder, making it and its secrets at the first time.
     *
     * @throws EmbeddedServerFailure if another hub holds it, or it cannot be written
     */
    public static DataDirectory open(Path location) {
        if (!location.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            throw new EmbeddedServerFailure(
                    "The embedded servers need Linux or macOS. Set REDIS_URL and DATABASE_URL to servers of yours.");
        }
        try {
            Path path = PrivateFiles.folder(location);
            if (!HELD_HERE.add(path)) {
                throw inUse(path);
            }
            return locked(path);
        } catch (IOException e) {
            throw new EmbeddedServerFailure("The data folder " + location.toAbsolutePath() + " cannot be used: " + e
                    + ". Set PARLEY_DATA_DIR to a writable folder, or REDIS_URL and DATABASE_URL to servers of yours.", e);
        }
    }

    private static DataDirectory locked(Path path) throws IOException {
        FileChannel lockFile = null;
        boolean taken = false;
        try {
            lockFile = FileChannel.open(path.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PrivateFiles.FILE_MODE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw inUse(path);
            }
            PrivateFiles.write(path.resolve(PID), ProcessHandle.current().pid() + "\n");
            var opened = new DataDirectory(path, lockFile, Secrets.keptIn(path.resolve("secrets.properties")));
            taken = true;
            return opened;
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            throw inUse(path);
        } finally {
            if (!taken) {
                HELD_HERE.remove(path);
                closeQuietly(lockFile);
            }
        }
    }

    public Path path() {
        return path;
    }

    public String redisPassword() {
        return secrets.get(Secret.REDIS_PASSWORD);
    }

    public String postgresPassword() {
        return secrets.get(Secret.POSTGRES_PASSWORD);
    }

    public String tokenSecret() {
        return secrets.get(Secret.TOKEN_SECRET);
    }

    public String adminKey() {
        return secrets.get(Secret.ADMIN_KEY);
    }

    /** Leaves the folder to the next hub. Stop what runs in it first. */
    @Override
    public void close() {
        if (lockFile.isOpen()) {
            closeQuietly(lockFile);
            HELD_HERE.remove(path);
        }
    }

    private static void closeQuietly(@Nullable FileChannel lockFile) {
        try {
            if (lockFile != null) {
                lockFile.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }

    private static EmbeddedServerFailure inUse(Path path) {
        String pid = ServerProcess.pidIn(path.resolve(PID)).map(number -> "pid " + number).orElse("pid unknown");
        return new EmbeddedServerFailure(path + " is used by another hub (" + pid
                + "). Stop it, or set PARLEY_DATA_DIR, or set REDIS_URL and DATABASE_URL to join it.");
    }
}
