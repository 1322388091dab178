package io.parley.bootstrap.hazard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.parley.bootstrap.testing.BadTokens;
import io.parley.bootstrap.testing.TestTokens;

/** Sends mutated frames over one connection after the other, until it has sent its share. What it sends depends on its seed alone. */
final class HostileClient implements Callable<Void> {
    private static final int MAX_BURST = 24;
    private static final int MAX_FRAMES_OF_A_CONNECTION = 300;
    private static final int GOING = 1000;

    private final int port;
    private final WayIn way;
    private final int share;
    private final Tally tally;
    private final RandomGenerator random;
    private final FrameMutator frames;
    private final String token;
    private int sent;

    HostileClient(int port, WayIn way, long seed, int share, Tally tally) {
        this.port = port;
        this.way = way;
        this.share = share;
        this.tally = tally;
        random = new SplittableRandom(seed);
        String me = nameOf(way);
        token = TestTokens.of(me);
        frames = new FrameMutator(seed + 1, way, me, Stream.concat(Stream.of(token, token, token, TestTokens.of("mallory's other self")),
                TestTokens.bad().stream().map(BadTokens.Bad::token)).toList());
    }

    static String nameOf(WayIn way) {
        return "mallory-" + way.ordinal();
    }

    @Override
    public Void call() throws IOException {
        while (sent < share) {
            try (RawLine line = way.open(port, token)) {
                tally.connected();
                talk(line);
            }
        }
        return null;
    }

    private void talk(RawLine line) throws IOException {
        Conversation conversation = new Conversation(line, way.batch(), tally);
        int most = sent + 1 + random.nextInt(MAX_FRAMES_OF_A_CONNECTION);
        boolean open = true;
        while (open && sent < Math.min(most, share)) {
            List<HostileFrame> burst = new ArrayList<>();
            for (int i = random.nextInt(MAX_BURST); i >= 0; i--) {
                burst.add(frames.next());
            }
            sent += burst.size();
            open = conversation.exchange(burst);
        }
        if (open && random.nextBoolean()) {
            line.say(RawLine.CLOSE, new byte[]{(byte) (GOING >> Byte.SIZE), (byte) GOING});
            line.flush();
        } else {
            line.resetAtClose();
        }
    }
}
