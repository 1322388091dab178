package io.parley.bootstrap.hazard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client that shakes hands and says what it is told to, but never reads what it is sent and answers no ping. */
final class SilentClient implements AutoCloseable {
    private final RawLine line;

    private SilentClient(RawLine line) {
        this.line = line;
    }

    static SilentClient connect(int port, String token) throws IOException {
        return new SilentClient(RawLine.upgrade(port, "/realtime", "Authorization: Bearer " + token));
    }

    void send(String text) throws IOException {
        line.say(RawLine.TEXT, text.getBytes(StandardCharsets.UTF_8));
        line.flush();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
