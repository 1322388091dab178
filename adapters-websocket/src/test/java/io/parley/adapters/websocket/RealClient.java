package io.parley.adapters.websocket;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A client over a real line, that of the JDK. What it reads it keeps, one message after the other, the close frame last. */
final class RealClient implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 20;

    private final HttpClient http;
    private final RunningTransport transport;
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket line;
    private boolean batches;

    RealClient(HttpClient http, RunningTransport transport) {
        this.http = http;
        this.transport = transport;
    }

    private WebSocket opened(String pathAndQuery, @Nullable String origin, List<String> subprotocols) {
        batches = pathAndQuery.contains("batch=1") || subprotocols.contains(WebSocketTransport.BATCHES);
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(subprotocols.getFirst(), subprotocols.stream().skip(1).toArray(String[]::new));
        }
        return builder.buildAsync(transport.uri(pathAndQuery), this).join();
    }

    /** Connects there. */
    RealClient at(String pathAndQuery, String... subprotocols) {
        line = opened(pathAndQuery, null, List.of(subprotocols));
        return this;
    }

    /** Connects there from a page. */
    RealClient ofPage(String origin, String pathAndQuery) {
        line = opened(pathAndQuery, origin, List.of());
        return this;
    }

    /** The status with which its handshake is refused. */
    int refusedAt(String pathAndQuery) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, () -> opened(pathAndQuery, null, List.of()));
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    String subprotocol() {
        return line().getSubprotocol();
    }

    void says(String frame) {
        line().sendText(frame, true).join();
    }

    void saysInBinary(String frame) {
        line().sendBinary(ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8)), true).join();
    }

    private WebSocket line() {
        assertThat(line).isNotNull();
        return line;
    }

    /** The next frame. */
    String reads() {
        try {
            String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next frame that begins so; what comes before is passed over. */
    String reads(String beginning) {
        return Stream.generate(this::reads).filter(frame -> frame.startsWith(beginning)).findFirst().orElseThrow();
    }

    /** The first words of the next lines, in however many frames they come. */
    List<String> readsLines(int count) {
        return Stream.generate(this::reads).flatMap(String::lines).limit(count).map(text -> text.split(" ", 3)[1]).toList();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            (batches ? part.toString().lines() : Stream.of(part.toString())).forEach(text -> frames.add("text " + text));
            part.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        part.append(StandardCharsets.UTF_8.decode(data));
        if (last) {
            frames.add("binary " + part);
            part.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        frames.add("close " + code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        frames.add("broken " + error);
    }
}
