package io.parley.adapters.websocket;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.eclipse.jetty.websocket.core.OpCode;

/** A client that reads when it is told to, byte for byte, and says what it is told to. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Socket socket;
    private final DataInputStream in;
    private final List<String> answer = new ArrayList<>();

    /** What was read of a frame. */
    record Frame(int first, byte[] payload) {
        boolean isCompressed() {
            return (first & Frames.COMPRESSED) != 0;
        }

        byte opcode() {
            return (byte) (first & 0x0F);
        }

        String text() {
            return new String(isCompressed() ? inflated(payload) : payload, StandardCharsets.UTF_8);
        }
    }

    /** Shakes hands over that socket. */
    RawClient(Socket socket, URI uri, String... headers) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        socket.getOutputStream()
                .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        for (String line = line(); !line.isEmpty(); line = line()) {
            answer.add(line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The answer ended in " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** The status line of the answer to its handshake. */
    String status() {
        return answer.getFirst();
    }

    /** A header of the answer; empty: it has none of that name. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return answer.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst().orElse("");
    }

    void says(String text) throws IOException {
        sends(0x80 | OpCode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void pings(String payload) throws IOException {
        sends(0x80 | OpCode.PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    void closes() throws IOException {
        sends(0x80 | OpCode.CLOSE, new byte[]{3, (byte) 0xE8});
    }

    /** Sends a frame, masked with zeros. */
    void sends(int first, byte[] payload) throws IOException {
        byte[] frame = Frames.finished(first, payload);
        int header = frame.length - payload.length;
        ByteBuffer masked = ByteBuffer.allocate(frame.length + 4);
        masked.put(frame[0]).put((byte) (frame[1] | 0x80)).put(frame, 2, header - 2).putInt(0).put(payload);
        socket.getOutputStream().write(masked.array());
    }

    /** The next frame, whole. */
    Frame reads() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long whole = switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length;
        };
        byte[] payload = new byte[Math.toIntExact(whole)];
        in.readFully(payload);
        return new Frame(first, payload);
    }

    /** Whether nothing more comes. */
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true; // Reset.
        }
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        byte[] room = new byte[bytes.length + 64];
        int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return java.util.Arrays.copyOf(room, length - TAIL.length);
    }

    private static byte[] inflated(byte[] bytes) {
        try {
            Inflater inflater = new Inflater(true);
            inflater.setInput(ByteBuffer.allocate(bytes.length + TAIL.length).put(bytes).put(TAIL).array());
            byte[] room = new byte[1 << 22];
            int length = inflater.inflate(room);
            inflater.end();
            return java.util.Arrays.copyOf(room, length);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
