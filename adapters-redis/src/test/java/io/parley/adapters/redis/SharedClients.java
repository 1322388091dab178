package io.parley.adapters.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.redisson.api.RedissonClient;

/**
 * Connections that tests have for themselves while they run, and leave to others then: to make one takes longer than most tests. What a test
 * attached and did not detach stays so; its channels are its own. Thread-safe.
 */
public final class SharedClients {
    private static final Map<String, Deque<RedissonClient>> IDLE = new HashMap<>();
    private static final Map<RedissonClient, String> URLS = new HashMap<>();

    private SharedClients() {}

    /** A connection that nobody else has at the moment. Give it back. */
    public static synchronized RedissonClient borrow(String url) {
        RedissonClient idle = IDLE.computeIfAbsent(url, _ -> new ArrayDeque<>()).poll();
        if (idle != null) {
            return idle;
        }
        RedissonClient made = Redis.connect(url);
        URLS.put(made, url);
        return made;
    }

    /** Leaves it to the next test. */
    public static synchronized void giveBack(RedissonClient borrowed) {
        IDLE.get(URLS.get(borrowed)).push(borrowed);
    }
}
