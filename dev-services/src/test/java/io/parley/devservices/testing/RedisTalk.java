package io.parley.devservices.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** A conversation with a Redis on loopback in its own protocol (RESP2): what {@code redis-cli} is to people. For one thread. */
public final class RedisTalk implements AutoCloseable {
    /** A server on this machine needs a millisecond; one that hangs must not hold a test. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Socket socket;
    private final DataInputStream answers;

    private RedisTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** @throws UncheckedIOException if nobody accepts, or answers within two seconds */
    public static RedisTalk with(int port, String password) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) TIMEOUT.toMillis());
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            RedisTalk talk = new RedisTalk(socket);
            talk.ask("AUTH", password);
            return talk;
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw e instanceof IOException broken ? new UncheckedIOException(broken) : (RuntimeException) e;
        }
    }

    /**
     * Sends a command and returns the answer: a {@code String}, a {@code Long}, a {@code List} of such, or null.
     *
     * @throws IllegalStateException if Redis answers with an error, whose text is the message
     * @throws UncheckedIOException  if it does not answer within two seconds
     */
    public @Nullable Object ask(String... command) {
        try {
            socket.getOutputStream().write(bytes(command));
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #ask}, where the answer is a text. */
    public String text(String... command) {
        return (String) Objects.requireNonNull(ask(command), command[0]);
    }

    /** As {@link #ask}, where the answer is a list; what is null in it is left out. */
    public List<Object> list(String... command) {
        return List.copyOf((List<?>) Objects.requireNonNull(ask(command), command[0]));
    }

    /** The value in what {@code INFO} or {@code CLUSTER INFO} says of a field; empty if it says nothing. */
    public String info(String section, String field) {
        String info = "cluster".equals(section) ? text("CLUSTER", "INFO") : text("INFO", section);
        return info.lines().filter(line -> line.startsWith(field + ":")).map(line -> line.substring(field.length() + 1).strip()).findFirst()
                .orElse("");
    }

    private static byte[] bytes(String... command) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : command) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(("$" + utf8.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(utf8);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private @Nullable Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.valueOf(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> elements(Integer.parseInt(rest));
            default -> throw new IllegalStateException(rest);
        };
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = answers.readUnsignedByte(); next != '\n'; next = answers.readUnsignedByte()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        answers.readFully(bytes);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable List<Object> elements(int count) throws IOException {
        if (count < 0) {
            return null;
        }
        List<Object> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Object element = answer();
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
