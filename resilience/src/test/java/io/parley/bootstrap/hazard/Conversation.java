package io.parley.bootstrap.hazard;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** One connection of a hostile client: sends bursts of frames and holds what comes back against what is promised. For one thread. */
final class Conversation {
    private static final int FORGIVEN = 10;
    private static final String END = "the end of the burst ";

    private final RawLine line;
    private final boolean batch;
    private final Tally tally;
    private int bursts;
    private int mistakes;
    private boolean greeted;
    private String lastCode = "";
    private Optional<JsonNode> disconnect = Optional.empty();

    Conversation(RawLine line, boolean batch, Tally tally) {
        this.line = line;
        this.batch = batch;
        this.tally = tally;
    }

    /** Sends the frames and hears the answers to all of them; false if the hub has closed the connection meanwhile. */
    boolean exchange(List<HostileFrame> burst) throws IOException {
        String end = END + ++bursts;
        Harvest harvest = new Harvest(burst);
        try {
            send(burst, end);
            Optional<RawLine.Frame> came = line.read();
            while (came.isPresent() && came.get().opcode() != RawLine.CLOSE) {
                hear(came.get(), end, harvest);
                if (harvest.isComplete()) {
                    harvest.mustBeWhole();
                    tally.dealtWith(burst.size());
                    return true;
                }
                came = line.read();
            }
            closed(came.orElseThrow(() -> new SocketException("The line ended without a close frame")), burst);
        } catch (SocketTimeoutException e) {
            harvest.fail("waited in vain");
        } catch (SocketException e) {
            // The hub reads nothing more after a frame that is none, and what is left unread may break the line before its last word is read.
            if (burst.stream().noneMatch(HostileFrame::endsTheLine)) {
                throw e;
            }
            tally.closed("by cut after what is no frame");
        }
        harvest.mustHaveNoneTwice();
        tally.dealtWith(Math.min(burst.size(), harvest.answers()));
        return false;
    }

    private void send(List<HostileFrame> burst, String end) throws IOException {
        try {
            for (HostileFrame frame : burst) {
                line.say(frame.opcode(), frame.payload());
            }
            tally.sent(burst.size());
            line.say(RawLine.TEXT, ("{\"type\":\"ping\",\"id\":\"" + end + "\"}").getBytes(StandardCharsets.UTF_8));
            line.flush();
        } catch (SocketException e) {
            // The hub has heard enough; why, is still to be read.
        }
    }

    private void hear(RawLine.Frame frame, String end, Harvest harvest) throws IOException {
        switch (frame.opcode()) {
            case RawLine.PING -> {
                line.say(RawLine.PONG, frame.payload());
                line.flush();
            }
            case RawLine.TEXT -> {
                String text = new String(frame.payload(), StandardCharsets.UTF_8);
                for (String message : batch ? text.split("\n") : new String[]{text}) {
                    hear(message, end, harvest);
                }
            }
            case RawLine.BINARY -> {
                Answers.readBinary(frame.payload());
                tally.answered("binary");
            }
            default -> throw new AssertionError("A frame of the kind " + frame.opcode());
        }
    }

    private void hear(String text, String end, Harvest harvest) {
        JsonNode message = Answers.read(text);
        String type = message.get("type").asString();
        boolean error = type.equals("error");
        if (disconnect.isPresent()) {
            throw new AssertionError("After the last message: " + text);
        }
        tally.answered(error ? message.get("code").asString() : type);
        Optional<String> id = Fate.idIn(text.getBytes(StandardCharsets.UTF_8));
        if (id.isPresent() && id.get().equals(end)) {
            harvest.ended();
            return;
        }
        if (error || id.isPresent()) {
            harvest.add(id, error);
        }
        switch (type) {
            case "error" -> {
                lastCode = message.get("code").asString();
                mistakes += lastCode.equals("RT_007") ? 1 : 0;
            }
            case "connected" -> {
                if (greeted) {
                    throw new AssertionError("Greeted twice");
                }
                greeted = true;
            }
            case "disconnect" -> disconnect = Optional.of(message);
            default -> {}
        }
    }

    /** Whether it was closed for a reason that the frames gave. */
    private void closed(RawLine.Frame close, List<HostileFrame> burst) throws IOException {
        int code = close.closeCode();
        tally.closed(Integer.toString(code));
        boolean justified = switch (code) {
            case 1007 -> burst.stream().anyMatch(HostileFrame::isNoUtf8);
            case 1009 -> burst.stream().anyMatch(HostileFrame::isUnreadable);
            case 4400 -> mistakes == FORGIVEN && announced(code);
            case 4401 -> lastCode.equals("RT_002") && announced(code);
            default -> false;
        };
        if (!justified || mistakes > FORGIVEN) {
            throw new AssertionError("Closed with " + code + " after " + mistakes + " mistakes and " + disconnect + " in " + burst);
        }
        answer(close);
    }

    private void answer(RawLine.Frame close) throws IOException {
        try {
            line.say(RawLine.CLOSE, close.payload());
            line.flush();
        } catch (SocketException e) {
            // A hub that was not spoken to in frames does not wait for the answer.
        }
    }

    private boolean announced(int code) {
        return disconnect.filter(message -> message.get("code").asInt() == code).isPresent();
    }
}
