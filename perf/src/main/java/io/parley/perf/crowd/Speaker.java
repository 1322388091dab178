package io.parley.perf.crowd;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says numbers from 1 in a channel by the hub's API, in a thread of its own, each once the one before is acknowledged. */
final class Speaker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;
    private final String key;
    private final long betweenMillis;
    private final Thread thread = Thread.ofPlatform().name("speaker").unstarted(this::speak);
    private volatile boolean done;
    private volatile long said;
    private volatile long failed;

    Speaker(URI target, String key, int perSecond) {
        this.target = target;
        this.key = key;
        betweenMillis = TimeUnit.SECONDS.toMillis(1) / perSecond;
        thread.start();
    }

    private void speak() {
        try {
            while (!done) {
                say(said + 1);
                Thread.sleep(betweenMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The same number under the same key until it is acknowledged: then it was said once, however often it was sent.
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    private void say(long number) throws InterruptedException {
        String body = "{\"event\":\"count\",\"data\":{\"n\":" + number + "},\"idempotencyKey\":\"storm-" + hashCode() + '-' + number
                + "\"}";
        HttpRequest request = HttpRequest.newBuilder(target).timeout(PATIENCE).header("X-API-Key", key)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                said = number;
                return;
            }
        } catch (IOException e) {
            // Counted, as any other answer is.
        }
        failed++;
    }

    /** Says no more. @return the last number that was acknowledged */
    long finish() throws InterruptedException {
        done = true;
        thread.join();
        return said;
    }

    /** How many tries were not acknowledged. */
    long failed() {
        return failed;
    }

    @Override
    public void close() {
        done = true;
        http.close();
    }
}
