package io.parley.bootstrap.hazard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Bytes that are no frames of a WebSocket, each kind with the ways in which the hub may end the connection. */
enum BrokenFrames {
    UNKNOWN_OPCODE(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            int opcode = random.nextBoolean() ? random.nextInt(3, 8) : random.nextInt(0xB, 0x10);
            return RawLine.frame(FIN | opcode, PING_MESSAGE);
        }
    },
    RESERVED_BITS(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return RawLine.frame(FIN | random.nextInt(1, 8) << 4 | RawLine.TEXT, PING_MESSAGE);
        }
    },
    UNMASKED(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return ByteBuffer.allocate(2 + PING_MESSAGE.length).put((byte) (FIN | RawLine.TEXT)).put((byte) PING_MESSAGE.length)
                    .put(PING_MESSAGE).array();
        }
    },
    FRAGMENTED_CONTROL(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return RawLine.frame(random.nextInt(RawLine.CLOSE, RawLine.PONG + 1), PING_MESSAGE);
        }
    },
    LONG_CONTROL(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return RawLine.frame(FIN | random.nextInt(RawLine.CLOSE, RawLine.PONG + 1), new byte[random.nextInt(126, 2_000)]);
        }
    },
    CONTINUATION_OF_NOTHING(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return RawLine.frame(FIN, PING_MESSAGE);
        }
    },
    NEW_MESSAGE_INSIDE_ANOTHER(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return joined(RawLine.frame(RawLine.TEXT, PING_MESSAGE), RawLine.frame(FIN | RawLine.TEXT, PING_MESSAGE));
        }
    },
    NO_UTF8(1007) {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] text = PING_MESSAGE.clone();
            text[random.nextInt(text.length)] = (byte) 0xFF;
            return RawLine.frame(FIN | RawLine.TEXT, text);
        }
    },
    CUT_UTF8(1007) {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] text = "\uD83D\uDE00".getBytes(StandardCharsets.UTF_8);
            return RawLine.frame(FIN | RawLine.TEXT, Arrays.copyOf(text, random.nextInt(1, text.length)));
        }
    },
    MANY_FRAGMENTS_TOO_LARGE_TOGETHER(1009) {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] part = RawLine.frame(0, new byte[100_000]);
            byte[] all = RawLine.frame(RawLine.BINARY, new byte[100_000]);
            for (int i = 0; i < 11; i++) {
                all = joined(all, part);
            }
            return all;
        }
    },
    ENORMOUS_LENGTH(1002, 1009) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return ByteBuffer.allocate(14).put((byte) (FIN | RawLine.BINARY)).put((byte) 0xFF).putLong(random.nextLong() | 1L << 40)
                    .putInt(0)
                    .array();
        }
    },
    ONE_BYTE_CLOSE(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return RawLine.frame(FIN | RawLine.CLOSE, new byte[]{3});
        }
    },
    CLOSE_WITH_A_CODE_THAT_IS_NONE(1002) {
        @Override
        byte[] bytes(RandomGenerator random) {
            return RawLine.frame(FIN | RawLine.CLOSE, new byte[]{0, (byte) random.nextInt()});
        }
    },
    /** The hub waits for the rest, which never comes: the line ends without a word, or with one about it. */
    LENGTH_THAT_LIES(1002, 1006) {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] frame = RawLine.frame(FIN | RawLine.TEXT, PING_MESSAGE);
            return Arrays.copyOf(frame, random.nextInt(1, frame.length));
        }
    },
    /** What it says is left to chance: most of the time nothing that makes sense. */
    NOISE(1002, 1006, 1007, 1009) {
        @Override
        byte[] bytes(RandomGenerator random) {
            byte[] noise = new byte[random.nextInt(1, 400)];
            random.nextBytes(noise);
            // No close frame of the client's own, whose code would be answered with the same.
            noise[0] = (noise[0] & 0xF) == RawLine.CLOSE ? 0x71 : noise[0];
            return noise;
        }
    };

    private static final int FIN = 0x80;
    private static final byte[] PING_MESSAGE = "{\"type\":\"ping\",\"id\":1}".getBytes(StandardCharsets.UTF_8);

    private final Set<Integer> codes;

    BrokenFrames(Integer... codes) {
        this.codes = Set.of(codes);
    }

    abstract byte[] bytes(RandomGenerator random);

    /** Whether the hub may take it for the beginning of something, and wait. */
    boolean waits() {
        return this == LENGTH_THAT_LIES || this == NOISE;
    }

    /** The codes of the close frame that may follow. */
    Set<Integer> codes() {
        return codes;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
    }
}
