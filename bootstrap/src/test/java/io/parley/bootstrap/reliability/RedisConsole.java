package io.parley.bootstrap.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Tells a Redis something, past the hub. */
record RedisConsole(URI url) {

    static RedisConsole at(String url) {
        return new RedisConsole(URI.create(url));
    }

    /** Runs a command whose words need no quotes, and returns the answer's first line. */
    String run(String... words) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String password = url.getUserInfo().substring(1);
            socket.getOutputStream().write(("AUTH " + password + "\r\n" + String.join(" ", words) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            if (!"+OK".equals(answers.readLine())) {
                throw new IllegalStateException("Redis does not take its password");
            }
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
