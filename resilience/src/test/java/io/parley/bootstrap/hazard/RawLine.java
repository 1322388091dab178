package io.parley.bootstrap.hazard;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A WebSocket client's socket that says whatever it is told to, also what is no frame. It answers no ping. For one thread. */
final class RawLine implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x5A, (byte) 0xC3, 0x17, 0x6E};
    private static final int PATIENCE_MILLIS = 20_000;

    /** What the hub sent, whole. */
    record Frame(int opcode, byte[] payload) {
        /** The code of a close frame; 1005 if it says none. */
        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawLine(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
    }

    /** A socket without a handshake. */
    static RawLine connect(int port) throws IOException {
        return new RawLine(new Socket("localhost", port));
    }

    /**
     * A socket after the upgrade.
     *
     * @param headers whole lines of the request
     * @throws IOException with the answer, if there was no upgrade
     */
    static RawLine upgrade(int port, String path, String... headers) throws IOException {
        RawLine line = connect(port);
        line.write(request(port, path, headers).getBytes(StandardCharsets.US_ASCII));
        String answer = line.readHeader();
        if (!answer.startsWith("HTTP/1.1 101")) {
            line.close();
            throw new IOException(answer);
        }
        return line;
    }

    /** A handshake as it should be. */
    static String request(int port, String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** The answer to a request, without its body; what came of it, if the line ends before. */
    String readHeader() throws IOException {
        StringBuilder header = new StringBuilder();
        for (int next = 0; next >= 0 && header.indexOf("\r\n\r\n", Math.max(0, header.length() - 4)) < 0;) {
            next = in.read();
            if (next >= 0) {
                header.append((char) next);
            }
        }
        return header.toString();
    }

    /** Says the bytes as they are. */
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Says a whole frame, as a client should; it leaves with the next {@link #flush}. */
    void say(int opcode, byte[] payload) throws IOException {
        out.write(frame(FIN | opcode, payload));
    }

    void flush() throws IOException {
        out.flush();
    }

    /** A masked frame whose first byte is given. */
    static byte[] frame(int first, byte[] payload) {
        int head = payload.length < 126 ? 2 : payload.length <= 0xFFFF ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(head + 4 + payload.length).put((byte) first);
        switch (head) {
            case 2 -> frame.put((byte) (MASKED | payload.length));
            case 4 -> frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
            default -> frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return frame.array();
    }

    /** The next frame; empty when the line has ended. The hub sends no fragments. */
    Optional<Frame> read() throws IOException {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if ((first & 0xF0) != FIN || length > 127) {
                throw new AssertionError("No whole, unmasked frame: it begins with %02x %02x".formatted(first, length));
            }
            byte[] payload = new byte[length < 126 ? length : length == 126 ? in.readUnsignedShort() : Math.toIntExact(in.readLong())];
            in.readFully(payload);
            return Optional.of(new Frame(first & 0xF, payload));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    /** Says that nothing more will come; what the hub says can still be read. */
    void finish() throws IOException {
        flush();
        socket.shutdownOutput();
    }

    /** From now on {@link #close} is a reset: the hub sees the line break, and nothing of it lingers here. */
    void resetAtClose() throws SocketException {
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
