package io.parley.bootstrap.reliability;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client's WebSocket. Each message is read when it comes, one at a time; nothing is read after the line has ended. */
final class Line implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    /** A node that is paused still takes the TCP connection, and never answers. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);

    private final Consumer<JsonNode> reader;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final StringBuilder fragment = new StringBuilder();
    private volatile WebSocket socket;

    private Line(Consumer<JsonNode> reader) {
        this.reader = reader;
    }

    /** @throws IOException if the hub cannot be reached, or refuses */
    static Line to(Hub hub, String token, Consumer<JsonNode> reader) throws IOException {
        Line line = new Line(reader);
        try {
            HTTP.newWebSocketBuilder().connectTimeout(HANDSHAKE).header("Authorization", "Bearer " + token)
                    .buildAsync(hub.realtime(), line).join();
            return line;
        } catch (CompletionException e) {
            throw new IOException("No line to " + hub.name(), e.getCause());
        }
    }

    void send(String message) {
        socket.sendText(message, true).whenComplete((_, failure) -> {
            if (failure != null) {
                cut();
            }
        });
    }

    /** Ends it without a word to the hub. */
    void cut() {
        end();
        socket.abort();
    }

    /** Completes when either side has ended it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private synchronized void end() {
        ended.complete(null);
    }

    private synchronized void read(String message) {
        if (!ended.isDone()) {
            reader.accept(JSON.readTree(message));
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        fragment.append(data);
        if (last) {
            read(fragment.toString());
            fragment.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end();
    }

    @Override
    public void close() {
        cut();
    }
}
