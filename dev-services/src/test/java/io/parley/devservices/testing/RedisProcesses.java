package io.parley.devservices.testing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.parley.devservices.LoopbackPorts;

/** The Redis processes that tests start for themselves. What a test leaves running is stopped when the JVM ends. Thread-safe. */
final class RedisProcesses {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<ProcessRedis> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(ProcessRedis::close), "test-redis-stop"));
    }

    private RedisProcesses() {}

    /** The password of all of them: letters, digits, {@code -} and {@code _}. */
    static String password() {
        return TestFolder.ofThisJvm().redisPassword();
    }

    /** Starts one on any free port. */
    static ProcessRedis start(List<String> settings) {
        return start(LoopbackPorts.anyFree(), settings);
    }

    /** Starts one on that port with these lines of configuration besides the usual ones. */
    static ProcessRedis start(int port, List<String> settings) {
        var folder = TestFolder.ofThisJvm().path().resolve("redis-" + NUMBER.incrementAndGet());
        var started = new ProcessRedis(folder, password(), port, settings);
        STARTED.add(started);
        return started;
    }
}
