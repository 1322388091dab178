package io.parley.devservices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a server's log: what a failure message shows to say why. */
final class LogTail {
    /** Enough for a server's last words, short enough for a terminal. */
    private static final int LINES = 15;

    private LogTail() {}

    static String of(Path log) {
        try {
            // Not strict UTF-8: a log may hold any bytes, and this must not fail on top of a failure.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(no log at " + log + ")";
        }
    }
}
