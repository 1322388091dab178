package io.parley.devservices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A few words with a Redis server: enough for tests, and no client library. */
final class RedisConversation {

    private RedisConversation() {}

    /** Logs in with the URL's password, sends one inline command, returns a status, a string, or the value of a setting. */
    static String say(String url, String command) {
        return exchange(url, "AUTH " + URI.create(url).getUserInfo().substring(1) + "\r\n" + command, 1);
    }

    static String sayWithoutPassword(String url, String command) {
        return exchange(url, command, 0);
    }

    private static String exchange(String url, String commands, int repliesBefore) {
        URI address = URI.create(url);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write((commands + "\r\n").getBytes(StandardCharsets.UTF_8));
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int skipped = 0; skipped < repliesBefore; skipped++) {
                replies.readLine();
            }
            String reply = replies.readLine();
            if ("*2".equals(reply)) {
                // A setting: the lengths of name and value, and the name, before the value.
                return replies.lines().limit(4).toList().getLast();
            }
            return reply.startsWith("$") && !"$-1".equals(reply) ? replies.readLine() : reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
