package io.parley.bootstrap;

import java.lang.reflect.InvocationTargetException;

/**
 * Where the program begins. Compiled for an older Java than everything else, so that it can say which one is needed; for the same reason it
 * names the application by text.
 */
public final class Parley {
    private static final int NEEDED = 25;

    private Parley() {}

    /** Starts the hub, or says in one line why not and exits with 1. */
    public static void main(String[] arguments) throws Throwable {
        int here = Runtime.version().feature();
        if (here < NEEDED) {
            System.err.println("parley: cannot start: Java " + NEEDED + " is needed, this is Java " + here
                    + ". Install a JDK " + NEEDED + " and run its java: /path/to/jdk-" + NEEDED + "/bin/java -jar …");
            System.exit(1);
        }
        try {
            Class.forName("io.parley.bootstrap.ParleyApplication").getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
