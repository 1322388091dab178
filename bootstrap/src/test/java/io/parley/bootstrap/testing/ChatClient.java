package io.parley.bootstrap.testing;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the native protocol on a real line. What it waits for is taken out of what came; waiting too long fails the test. */
public final class ChatClient implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final StringBuilder fragment = new StringBuilder();
    private final List<JsonNode> inbox = new ArrayList<>();
    private final List<JsonNode> history = new ArrayList<>();
    private final List<String> frames = new ArrayList<>();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final BlockingQueue<byte[]> binaryFrames = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket line;
    private boolean reading = true;

    ChatClient() {}

    void talkOver(WebSocket opened) {
        line = opened;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        fragment.append(data);
        if (last) {
            received(fragment.toString());
            fragment.setLength(0);
        }
        next(socket);
        return null;
    }

    /** From now on it reads nothing, and so answers no ping either, until it is told to read on. What comes meanwhile waits for it. */
    public void stopReading() {
        synchronized (inbox) {
            reading = false;
        }
    }

    public void readOn() {
        synchronized (inbox) {
            reading = true;
        }
        line.request(1);
    }

    private void next(WebSocket socket) {
        synchronized (inbox) {
            if (!reading) {
                return;
            }
        }
        socket.request(1);
    }

    private void received(String frame) {
        List<JsonNode> messages = frame.lines().map(JSON::readTree).toList();
        synchronized (inbox) {
            inbox.addAll(messages);
            history.addAll(messages);
            frames.add(frame);
            inbox.notifyAll();
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        binary.writeBytes(part);
        if (last) {
            binaryFrames.add(binary.toByteArray());
            binary.reset();
        }
        next(socket);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        next(socket);
        return null;
    }

    /** The next binary frame, whole. */
    public byte[] awaitBinary() {
        try {
            byte[] frame = binaryFrames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("Waited in vain for a binary frame; what came: " + history());
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** The subprotocol that the hub chose; empty: none. */
    public String subprotocol() {
        return line.getSubprotocol();
    }

    /** What the hub calls this connection. */
    public String connectionId() {
        return history().getFirst().get("connectionId").asString();
    }

    /** Sends a frame as it stands. Single quotes stand for double ones. */
    public void send(String frame) {
        sendRaw(frame.replace('\'', '"'));
    }

    public void sendRaw(String frame) {
        line.sendText(frame, true).join();
    }

    public void sendBinary(byte... bytes) {
        line.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Sends a command, given by its fields without the braces and the id, and returns the reply. */
    public JsonNode ask(String fields) {
        int id = asked.incrementAndGet();
        send("{'id':" + id + "," + fields + "}");
        return await("the reply to " + fields, message -> message.path("id").asInt(-1) == id);
    }

    public JsonNode subscribe(String channel) {
        return ask("'type':'subscribe','channel':'" + channel + "'");
    }

    /** Subscribes with a filter, in which single quotes stand for themselves, and returns the reply. */
    public JsonNode subscribe(String channel, String filter) {
        return ask("'type':'subscribe','channel':'" + channel + "','filter':'" + filter.replace("'", "\\u0027") + "'");
    }

    /** Says something, and returns the reply. */
    public JsonNode say(String channel, String event, String data) {
        return ask("'type':'message','channel':'" + channel + "','event':'" + event + "','data':" + data);
    }

    public JsonNode authenticate(String token) {
        return ask("'type':'auth','token':'" + token + "'");
    }

    /** The next message of that type. */
    public JsonNode await(String type) {
        return await("a message of type " + type, ofType(type));
    }

    /** The next {@code message} in the channel. */
    public JsonNode awaitMessage(String channel) {
        return await("a message in " + channel, ofType("message").and(message -> message.path("channel").asString("").equals(channel)));
    }

    /** The next message of that type in the channel, about the user. */
    public JsonNode awaitPresence(String type, String channel, String user) {
        return await(type + " of " + user + " in " + channel, ofType(type).and(
                message -> message.path("channel").asString("").equals(channel)
                        && message.path("user").path("id").asString("").equals(user)));
    }

    public JsonNode await(String what, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (inbox) {
            while (true) {
                for (Iterator<JsonNode> messages = inbox.iterator(); messages.hasNext();) {
                    JsonNode message = messages.next();
                    if (wanted.test(message)) {
                        messages.remove();
                        return message;
                    }
                }
                waitUntil(deadline, what);
            }
        }
    }

    private void waitUntil(long deadline, String what) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new AssertionError("Waited in vain for " + what + "; what came and was not waited for: " + inbox);
        }
        try {
            inbox.wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Predicate<JsonNode> ofType(String type) {
        return message -> message.path("type").asString("").equals(type);
    }

    /** All that came so far, in order. */
    public List<JsonNode> history() {
        synchronized (inbox) {
            return List.copyOf(history);
        }
    }

    /** Whether nothing came but what was waited for. */
    public boolean isQuiet() {
        synchronized (inbox) {
            return inbox.isEmpty();
        }
    }

    /** The same as it stood on the line. */
    public List<String> frames() {
        synchronized (inbox) {
            return List.copyOf(frames);
        }
    }

    /** The code with which the hub closes the line. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Cuts the line, without a word to the hub. */
    public void cut() {
        line.abort();
    }

    @Override
    public void close() {
        cut();
    }
}
