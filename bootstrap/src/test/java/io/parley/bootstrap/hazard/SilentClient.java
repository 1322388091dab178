package io.parley.bootstrap.hazard;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A client that shakes hands and says what it is told to, but never reads what it is sent and answers no ping. */
final class SilentClient implements AutoCloseable {
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;

    private final Socket socket;

    private SilentClient(Socket socket) {
        this.socket = socket;
    }

    static SilentClient connect(int port, String token) throws IOException {
        Socket socket = new Socket("localhost", port);
        String request = "GET /realtime HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        readToEndOfHeader(socket.getInputStream());
        return new SilentClient(socket);
    }

    private static void readToEndOfHeader(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            header.append((char) in.read());
        }
        if (!header.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(header.toString());
        }
    }

    /** Sends a text of at most 125 bytes. */
    void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] mask = new byte[4];
        new Random(payload.length).nextBytes(mask);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) TEXT;
        frame[1] = (byte) (MASKED | payload.length);
        System.arraycopy(mask, 0, frame, 2, 4);
        for (int i = 0; i < payload.length; i++) {
            frame[6 + i] = (byte) (payload[i] ^ mask[i % 4]);
        }
        socket.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
