package io.parley.bootstrap.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test uses: the nodes and their Redis are shared. */
public final class Unique {
    private static final AtomicInteger GIVEN = new AtomicInteger();

    private Unique() {}

    /** A user's id. */
    public static String user(String name) {
        return name + "-" + GIVEN.incrementAndGet();
    }

    /** A channel under the prefix, such as {@code chat:}. */
    public static String channel(String prefix) {
        return prefix + "test-" + GIVEN.incrementAndGet();
    }
}
