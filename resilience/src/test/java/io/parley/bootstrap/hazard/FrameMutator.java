package io.parley.bootstrap.hazard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a hostile client sends: an endless row of frames, the same for the same seed. */
final class FrameMutator {
    private static final int MAX_MESSAGE = 128 * 1024;
    private static final int MAX_FRAME = 1024 * 1024;

    private final RandomGenerator random;
    private final boolean batch;
    private final boolean mostlyBinary;
    private final HostileValues values;
    private final ValidMessages valid;

    /**
     * A row of frames.
     *
     * @param way    how the client came, which decides what a frame means
     * @param me     the user whom the hub takes it for
     * @param tokens what it authenticates with
     */
    FrameMutator(long seed, WayIn way, String me, List<String> tokens) {
        random = new SplittableRandom(seed);
        batch = way.batch();
        mostlyBinary = way == WayIn.BINARY;
        values = new HostileValues(random);
        valid = new ValidMessages(random, me, tokens);
    }

    HostileFrame next() {
        int chance = random.nextInt(1_000);
        if (chance == 0) {
            return random.nextInt(20) == 0
                    ? padded(MAX_FRAME + 1 + random.nextInt(1_000))
                    : padded(MAX_MESSAGE - 100 + random.nextInt(200));
        }
        if (chance < 4) {
            return invalidUtf8();
        }
        if (mostlyBinary ? chance < 600 : chance < 80) {
            return binary();
        }
        return HostileFrame.text(batch ? lines() : message(), batch);
    }

    private String lines() {
        return IntStream.range(0, 1 + random.nextInt(6)).mapToObj(_ -> message())
                .collect(Collectors.joining(random.nextInt(9) == 0 ? "\r\n\n" : "\n"));
    }

    /** Much of it is in order: the tenth message that is none ends the connection, and a handshake costs more than many frames. */
    private String message() {
        int chance = random.nextInt(100);
        if (chance < 62) {
            return valid.next().text();
        }
        if (chance < 86) {
            return valid.next().mutate(random, values, valid.next()).text();
        }
        if (chance < 96) {
            return TextMutator.mutate(random, valid.next().text(), valid.next().text());
        }
        return chance < 98 ? values.json() : TextMutator.random(random, 60);
    }

    private HostileFrame padded(int length) {
        String head = "{\"type\":\"ping\",\"pad\":\"";
        return HostileFrame.text(head + "x".repeat(length - head.length() - 2) + "\"}", batch);
    }

    private HostileFrame invalidUtf8() {
        byte[] bytes = valid.next().text().getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (0xF8 + random.nextInt(8)); // No UTF-8 has such a byte anywhere.
        return new HostileFrame(false, bytes, batch);
    }

    private HostileFrame binary() {
        byte[] body = bytes(random.nextInt(40));
        return new HostileFrame(true, switch (random.nextInt(10)) {
            case 0 -> body;
            case 1 -> framed(random.nextInt(256), header(), random.nextInt(0x10000), body);
            case 2 -> framed(1, header(), random.nextInt(0x10000), body);
            case 3 -> flipped(framed(1, header(), -1, body));
            case 4 -> framed(1, message(), -1, body);
            case 5 -> framed(1, valid.message(new Draft()).mutate(random, values, valid.next()).text(), -1, body);
            default -> framed(1, header(), -1, body);
        }, batch);
    }

    private String header() {
        return valid.message(new Draft().with("id", Integer.toString(random.nextInt(1_000_000)))).text();
    }

    /** @param said the length that the frame says its header has; -1: the true one */
    private static byte[] framed(int form, String header, int said, byte[] body) {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + head.length + body.length).put((byte) form).putShort((short) (said < 0 ? head.length : said))
                .put(head)
                .put(body).array();
    }

    private byte[] flipped(byte[] frame) {
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return frame;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
