package io.parley.bootstrap.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options of the JVM that were chosen for the hub, by measurement. A jar cannot carry them into the JVM that runs it, so that whoever starts
 * it has to give them: as a file that the jar prints. One that was started without says so.
 */
public final class JvmOptions {
    /** A name that the launcher knows too. */
    private static final String FILE = "/parley.jvmopts";
    private static final Logger LOG = LoggerFactory.getLogger(JvmOptions.class);

    private JvmOptions() {}

    /** All of them, as they stand on a command line. */
    public static List<String> chosen() {
        try (InputStream file = Objects.requireNonNull(JvmOptions.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of them about which the arguments say nothing. One with another value was somebody's decision. */
    static List<String> missing(List<String> arguments) {
        Set<String> given = arguments.stream().map(JvmOptions::name).collect(Collectors.toSet());
        return chosen().stream().filter(option -> !given.contains(name(option))).toList();
    }

    /** {@code -XX:+Name}, {@code -XX:-Name} and {@code -XX:Name=value} are about the same. */
    private static String name(String option) {
        return option.replaceFirst("^-XX:[+-]", "-XX:").replaceFirst("=.*", "");
    }

    /** Says in one line what this JVM runs without, if it is anything, and how to get it. */
    public static void sayWhatIsMissing() {
        List<String> missing = missing(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (!missing.isEmpty()) {
            LOG.info(
                    "Started without {}: java -jar parley.jar --print-jvm-options > parley.jvmopts, then java @parley.jvmopts -jar parley.jar",
                    String.join(" ", missing));
        }
    }
}
