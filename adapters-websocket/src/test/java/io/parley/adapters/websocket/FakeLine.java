package io.parley.adapters.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;

/** A line whose client reads at once, or only when a test says so. Thread-safe. */
final class FakeLine extends CoreSession.Empty {
    private final List<String> sent = new ArrayList<>();
    private final List<ByteBuffer> payloads = new ArrayList<>();
    private final List<Callback> unread = new ArrayList<>();
    private Runnable afterwards = () -> {};
    private boolean slow;
    private int most;
    private int aborts;

    /** From now on nothing is read until {@link #reads} is called. */
    synchronized void readsSlowly() {
        slow = true;
    }

    /** To be done whenever the client has read something. */
    void afterwards(Runnable step) {
        afterwards = step;
    }

    @Override
    public void sendFrame(OutgoingEntry entry) {
        frame(entry.getFrame(), entry.getCallback());
    }

    @Override
    public void sendFrame(Frame frame, Callback callback, boolean batch) {
        frame(frame, callback);
    }

    private void frame(Frame frame, Callback callback) {
        note(textOf(frame));
        synchronized (this) {
            payloads.add(frame.getPayload());
        }
        boolean later;
        synchronized (this) {
            later = slow;
            if (later) {
                unread.add(callback);
                most = Math.max(most, unread.size());
            }
        }
        if (!later) {
            callback.succeeded();
        }
    }

    private static String textOf(Frame frame) {
        ByteBuffer payload = frame.getPayload().slice();
        return (frame.isFin() ? "" : "part of ") + OpCode.name(frame.getOpCode()).toLowerCase(Locale.ROOT) + " "
                + StandardCharsets.UTF_8.decode(payload);
    }

    /** The client reads the oldest frame that it was sent. */
    void reads() {
        Callback oldest;
        synchronized (this) {
            oldest = unread.removeFirst();
        }
        oldest.succeeded();
        afterwards.run();
    }

    /** The oldest frame cannot be written. */
    void breaks() {
        Callback oldest;
        synchronized (this) {
            oldest = unread.removeFirst();
        }
        oldest.failed(new IOException("connection reset"));
        afterwards.run();
    }

    @Override
    public void close(int code, String reason, Callback callback) {
        note("close " + code + " " + reason);
        callback.succeeded();
    }

    @Override
    public synchronized void abort() {
        aborts++;
    }

    private synchronized void note(String what) {
        sent.add(what);
    }

    /** What went down the line, in order. */
    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** The payloads of the frames that went down the line, in order. */
    synchronized List<ByteBuffer> payloads() {
        return List.copyOf(payloads);
    }

    /** How many frames were on their way at once. */
    synchronized int most() {
        return most;
    }

    /** How often the line was cut. */
    synchronized int aborts() {
        return aborts;
    }
}
