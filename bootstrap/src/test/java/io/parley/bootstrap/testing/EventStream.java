package io.parley.bootstrap.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of Server-Sent Events. */
public final class EventStream implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    /** One event: its {@code event:} and {@code data:} lines. */
    public record Event(String name, JsonNode data) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final HttpResponse<Stream<String>> response;
    private String name = "";

    /** Opens the stream; returns when the hub has answered. */
    public EventStream(URI uri, String token) {
        this(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token));
    }

    /** Opens the stream with whatever credentials stand in the address. */
    public EventStream(URI uri) {
        this(HttpRequest.newBuilder(uri));
    }

    private EventStream(HttpRequest.Builder opening) {
        HttpRequest request = opening.header("Accept", "text/event-stream").build();
        response = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        Thread.ofVirtual().name("sse-client").start(this::read);
    }

    private void read() {
        try (Stream<String> lines = response.body()) {
            lines.forEach(this::line);
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private void line(String line) {
        lines.add(line);
        if (line.startsWith("event: ")) {
            name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            events.add(new Event(name, JsonMapper.shared().readTree(line.substring("data: ".length()))));
        }
    }

    public String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** The next event. */
    public Event next() {
        try {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event came on the stream");
            }
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that came so far, as it stood on the line. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns when the hub has ended the stream in order. */
    public void awaitEnd() {
        ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
