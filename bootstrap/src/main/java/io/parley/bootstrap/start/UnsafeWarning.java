package io.parley.bootstrap.start;

import java.lang.reflect.Field;

/**
 * JDK 25 warns once, in four lines, of the first library that reads memory through {@code sun.misc.Unsafe}. Here it is Protocol Buffers, on which
 * CEL stands. The operator can do nothing about it, an option of the JVM cannot be given in a jar, and what the hub has to say at its start is
 * one line. As the JDK warns once, it is told that it has.
 */
public final class UnsafeWarning {
    private UnsafeWarning() {}

    /** Keeps the warning off the console, in a JDK that gives it; in any other nothing happens. */
    public static void silence() {
        try {
            Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            warned.setAccessible(true);
            warned.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException _) {
            // Then it is said: four lines too many, and nothing is lost.
        }
    }
}
