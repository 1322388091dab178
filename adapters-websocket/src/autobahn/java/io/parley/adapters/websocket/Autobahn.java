package io.parley.adapters.websocket;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the {@code FuzzingClient}, a process of its own, against the {@link EchoServer}. Arguments are cases to run, such as {@code 1.*}; without any all are run. Exits
 * with what the client exits with: 0 unless a mandatory case failed.
 */
public final class Autobahn {
    private static final String CLIENT = "FuzzingClient";
    /** Of the class path no more: the client says why. */
    private static final Set<String> NEEDED = Set.of("autobahntestsuite-maven-plugin", "jython-standalone", "json-simple", "test-classes");

    private Autobahn() {}

    public static void main(String[] cases) throws Exception {
        try (EchoServer server = new EchoServer()) {
            System.exit(client(server.uri(), List.of(cases)).waitFor());
        }
    }

    private static Process client(URI server, List<String> cases) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpython.cachedir.skip=true", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                classPathOfClient(), CLIENT, server.toString()));
        command.addAll(cases);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static String classPathOfClient() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.stream().anyMatch(entry::contains)).collect(Collectors.joining(File.pathSeparator));
    }
}
