package io.parley.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** Another JVM that holds a data folder with both servers, as a hub does, until it is killed. */
final class HubOfItsOwn {
    /** It speaks to its parent on standard output: a logger that speaks there too would be heard in its place. */
    private static final String LOGBACK = "logback.configurationFile";

    private HubOfItsOwn() {}

    public static void main(String[] arguments) throws IOException {
        Installation installation;
        try {
            installation = Installation.in(Path.of(arguments[0]));
        } catch (EmbeddedServerFailure refused) {
            System.out.println(refused.getMessage());
            return;
        }
        installation.startRedis();
        installation.startPostgres();
        System.out.println("ready " + installation.addresses().get("REDIS_URL"));
        while (System.in.read() >= 0) {
            // Its parent holds the other end: without a kill it ends with the test.
        }
    }

    /** Starts it and returns when both servers run; fails with its first line if that is another. */
    static Process on(Path data) throws IOException {
        Process hub = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("java.class.path"), "-Dlogback.configurationFile=" + System.getProperty(LOGBACK, ""),
                HubOfItsOwn.class.getName(), data.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new BufferedReader(new InputStreamReader(hub.getInputStream()));
        String line = output.readLine();
        if (line == null || !line.startsWith("ready")) {
            throw new IllegalStateException("The hub said: " + line);
        }
        return hub;
    }
}
