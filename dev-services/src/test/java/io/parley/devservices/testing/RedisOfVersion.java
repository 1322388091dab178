package io.parley.devservices.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says that it is a Redis of some version, and has nothing else of a Redis: a server of each cannot be had. */
public final class RedisOfVersion implements AutoCloseable {
    private final String version;
    private final ServerSocket door;

    private RedisOfVersion(String version, ServerSocket door) {
        this.version = version;
        this.door = door;
    }

    /** Starts one on any free port. */
    public static RedisOfVersion start(String version) {
        try {
            var started = new RedisOfVersion(version, new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().start(started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code redis://127.0.0.1:port}; it accepts any password. */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            var commands = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            for (String count = commands.readLine(); count != null; count = commands.readLine()) {
                String name = "";
                for (int i = Integer.parseInt(count, 1, count.length(), 10); i > 0; i--) {
                    // A word's length, then the word.
                    commands.readLine();
                    String word = commands.readLine();
                    name = name.isEmpty() ? word.toUpperCase(Locale.ROOT) : name;
                }
                client.getOutputStream().write(answerTo(name).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            // It asks no more.
        }
    }

    private String answerTo(String command) {
        String about = "# Server\r\nredis_version:" + version + "\r\nredis_mode:standalone\r\n";
        return switch (command) {
            case "PING" -> "+PONG\r\n";
            case "INFO" -> "$" + about.length() + "\r\n" + about + "\r\n";
            default -> "+OK\r\n";
        };
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
