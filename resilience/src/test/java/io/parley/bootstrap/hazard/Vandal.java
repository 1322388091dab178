package io.parley.bootstrap.hazard;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Speaks neither WebSocket nor HTTP: opens sockets, says what is neither, and holds the hub to ending them in a defined way. */
final class Vandal implements Callable<Void> {
    private static final int CUT = 0;
    private static final Pattern ANSWER_OF_HTTP = Pattern.compile("HTTP/1\\.[01] (101|[24]\\d\\d|50[15]) ");

    private final int port;
    private final String token;
    private final int share;
    private final Tally tally;
    private final RandomGenerator random;
    private final BrokenHandshakes handshakes;

    Vandal(int port, String token, long seed, int share, Tally tally) {
        this.port = port;
        this.token = token;
        this.share = share;
        this.tally = tally;
        random = new SplittableRandom(seed);
        handshakes = new BrokenHandshakes(random, port);
    }

    @Override
    public Void call() throws IOException {
        BrokenFrames[] kinds = BrokenFrames.values();
        for (int i = 0; i < share; i++) {
            if (i % 4 == 0) {
                shakeHandsBadly();
            } else {
                breakFrames(kinds[random.nextInt(kinds.length)]);
            }
            tally.sent(1);
            tally.dealtWith(1);
        }
        return null;
    }

    private void shakeHandsBadly() throws IOException {
        byte[] request = handshakes.next();
        try (RawLine line = RawLine.connect(port)) {
            line.write(request);
            line.finish();
            String answer = line.readHeader();
            if (!answer.isEmpty() && !ANSWER_OF_HTTP.matcher(answer).lookingAt()) {
                throw new AssertionError("Answered with " + answer + " to " + new String(request, StandardCharsets.ISO_8859_1));
            }
            tally.answered("HTTP " + answer.lines().findFirst().map(first -> first.split(" ")[1]).orElse("end"));
            line.resetAtClose();
        } catch (SocketException e) {
            tally.answered("HTTP cut");
        }
    }

    private void breakFrames(BrokenFrames kind) throws IOException {
        byte[] bytes = kind.bytes(random);
        try (RawLine line = RawLine.upgrade(port, "/realtime", "Authorization: Bearer " + token)) {
            tally.connected();
            int code = codeAfter(line, bytes, kind.waits());
            // Of whoever speaks no WebSocket the line may be cut without a word; if there is a word, it is the right one.
            if (code != CUT && !kind.codes().contains(code)) {
                throw new AssertionError(kind + " was answered with " + code + ": " + Arrays.toString(bytes));
            }
            tally.closed(code == CUT ? "by cut" : Integer.toString(code));
            line.resetAtClose();
        }
    }

    private static int codeAfter(RawLine line, byte[] bytes, boolean waits) throws IOException {
        try {
            line.write(bytes);
            if (waits) {
                line.finish(); // The hub may be waiting for the rest.
            }
        } catch (SocketException e) {
            // The hub has heard enough; what it said about it is still to be read.
        }
        Optional<RawLine.Frame> came = line.read();
        while (came.isPresent() && came.get().opcode() != RawLine.CLOSE) {
            if (came.get().opcode() == RawLine.TEXT) {
                Answers.read(new String(came.get().payload(), StandardCharsets.UTF_8));
            }
            came = line.read();
        }
        return came.map(RawLine.Frame::closeCode).orElse(CUT);
    }
}
