package io.parley.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Where the program begins. Compiled for an older Java than everything else, so that it can say which one is needed; for the same reason it
 * names the application by text.
 */
public final class Parley {
    private static final int NEEDED = 25;
    private static final String PRINT_JVM_OPTIONS = "--print-jvm-options";

    private Parley() {}

    /** Starts the hub, or says in one line why not and exits with 1. With {@code --print-jvm-options} it prints parley.jvmopts and ends. */
    public static void main(String[] arguments) throws Throwable {
        if (Arrays.asList(arguments).contains(PRINT_JVM_OPTIONS)) {
            printJvmOptions();
            return;
        }
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

    private static void printJvmOptions() throws IOException {
        try (InputStream file = Parley.class.getResourceAsStream("/parley.jvmopts")) {
            file.transferTo(System.out);
        }
        System.out.flush();
    }
}
