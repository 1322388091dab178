package io.parley.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a Redis server whether it is ready, in its inline protocol. No client library: this module has none. */
public final class RedisProbe {
    /** For the connection and for each answer. A server on this machine needs a millisecond; a busy one may need a few hundred. */
    private static final int TIMEOUT_MILLIS = 500;

    private RedisProbe() {}

    /** Waits until the server answers, and returns whether it does within the limit. */
    public static boolean answersWithin(Duration limit, String host, int port, String password) {
        return new Patience(limit).until(() -> answers(host, port, password));
    }

    /** Whether the server accepts the password and answers PING; false while it loads its data. */
    public static boolean answers(String host, int port, String password) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(replies.readLine()) && "+PONG".equals(replies.readLine());
        } catch (IOException notYet) {
            return false;
        }
    }
}
