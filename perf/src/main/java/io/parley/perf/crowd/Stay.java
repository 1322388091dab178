package io.parley.perf.crowd;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Clients that come at a steady rate, and stay: their handshakes are timed, and who is lost is counted. */
final class Stay {
    private static final int PATIENCE_SECONDS = 20;

    private final Arguments arguments;
    private final PrintStream out;

    Stay(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    /** Prints an account once all came, or failed, and one at the end. */
    void run() throws IOException {
        int size = arguments.number("clients", 1000);
        int rate = arguments.number("rate", 300);
        Census census = new Census("");
        try (Crowd crowd = new Crowd(size, Target.of(arguments, Instant.now()), census)) {
            long began = System.nanoTime();
            crowd.summon(number -> number * TimeUnit.SECONDS.toNanos(1) / rate);
            crowd.serveUntil(() -> census.there() + census.failed() + census.dropped() >= size, size / rate + PATIENCE_SECONDS);
            account("arrived", began, census);
            int hold = arguments.number("hold", 0);
            if (hold > 0) {
                crowd.serveUntil(() -> false, hold);
                account("held", began, census);
            }
        }
    }

    private void account(String phase, long began, Census census) {
        out.println(
                "{\"phase\":\"" + phase + "\",\"seconds\":" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1e3 + ','
                        + census.json() + '}');
        out.flush();
    }
}
