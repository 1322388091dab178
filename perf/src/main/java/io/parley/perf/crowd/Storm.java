package io.parley.perf.crowd;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All clients of a channel are cut off at once while somebody goes on speaking in it; they come back and recover, and at the end every number
 * that was said is accounted for at every client.
 */
final class Storm {
    private static final int CALM_SECONDS = 3;
    private static final int PATIENCE_SECONDS = 120;

    private final Arguments arguments;
    private final String channel;
    private final int size;

    Storm(Arguments arguments) {
        this.arguments = arguments;
        channel = arguments.needed("channel");
        size = arguments.number("clients", 1000);
    }

    /** @return the account, as a JSON object */
    String run() throws IOException, InterruptedException {
        Census census = new Census("\"channel\":\"" + channel + '"');
        Target common = Target.of(arguments, Instant.now());
        Target target = new Target(common.uri(), common.source(), common.tokens(),
                "{\"type\":\"subscribe\",\"id\":1,\"channel\":\"" + channel + "\"%r}", "\"id\":1,");
        try (Crowd crowd = new Crowd(size, target, census)) {
            long between = TimeUnit.SECONDS.toNanos(1) / arguments.number("rate", 500);
            crowd.summon(number -> number * between);
            if (!allCome(crowd, census)) {
                throw new IllegalStateException("Not all came: " + census.json());
            }
            return storm(crowd, census);
        }
    }

    private String storm(Crowd crowd, Census census) throws IOException, InterruptedException {
        try (Speaker speaker = new Speaker(URI.create(arguments.needed("publish")), arguments.needed("key"),
                arguments.number("messages", 5))) {
            crowd.serveUntil(() -> false, CALM_SECONDS);
            long unrecovered = sum(crowd, Hearing::unrecovered);
            crowd.cut();
            long began = System.nanoTime();
            boolean back = comeBack(crowd, census);
            long took = System.nanoTime() - began;
            crowd.serveUntil(() -> false, CALM_SECONDS);
            long last = speaker.finish();
            crowd.serveUntil(() -> crowd.clients().stream().allMatch(client -> client.hearing().newest() >= last), PATIENCE_SECONDS);
            return "{\"clients\":" + size + ",\"all_back\":" + back + ",\"back_s\":" + TimeUnit.NANOSECONDS.toMillis(took) / 1e3
                    + ",\"said\":" + last
                    + ",\"unsaid\":" + speaker.failed() + ",\"lost\":" + sum(crowd, hearing -> hearing.lost(last)) + ",\"doubled\":"
                    + sum(crowd, Hearing::doubled) + ",\"unrecovered\":" + (sum(crowd, Hearing::unrecovered) - unrecovered) + ','
                    + census.json() + '}';
        }
    }

    // As a client that keeps to the protocol: at a moment of its own within the spread.
    private boolean comeBack(Crowd crowd, Census census) throws IOException {
        crowd.summonMissing(TimeUnit.SECONDS.toNanos(arguments.number("spread", 5)));
        return allCome(crowd, census);
    }

    // And a refused one again within a second.
    private boolean allCome(Crowd crowd, Census census) throws IOException {
        AtomicLong looked = new AtomicLong(System.nanoTime());
        return crowd.serveUntil(() -> {
            if (crowd.expectsNobody() && System.nanoTime() - looked.get() > TimeUnit.SECONDS.toNanos(1)) {
                looked.set(System.nanoTime());
                crowd.summonMissing(TimeUnit.SECONDS.toNanos(1));
            }
            return census.there() == size;
        }, PATIENCE_SECONDS);
    }

    private interface Figure {
        long of(Hearing hearing);
    }

    private static long sum(Crowd crowd, Figure figure) {
        return crowd.clients().stream().mapToLong(client -> figure.of(client.hearing())).sum();
    }
}
