package io.parley.adapters.websocket;

import java.time.Duration;
import java.util.concurrent.Executor;

import io.parley.application.connection.Downlink;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.WireFormat;
import io.parley.domain.connection.CloseCode;

/** A downlink over a line of Jetty's whose writer works at once, in the thread that has something for it. */
final class WorkedDownlink implements Downlink {
    private final Writer writer = new Writer("never started");
    private final WebSocketDownlink downlink;

    WorkedDownlink(FakeLine line, WireFormat format, long maxBacklogBytes, Duration closeGrace, boolean folds) {
        downlink = new WebSocketDownlink(new JettyLine(line), new Encodings(format, Integer.MAX_VALUE).of(0, folds), writer,
                maxBacklogBytes,
                closeGrace);
        line.afterwards(this::work);
    }

    /** Until nothing is left to write now. */
    synchronized void work() {
        while (writer.work()) {
            Thread.onSpinWait(); // A busy one rests for a millisecond.
        }
    }

    @Override
    public Executor courier() {
        return downlink.courier();
    }

    @Override
    public boolean offer(EncodedMessage message) {
        boolean taken = downlink.offer(message);
        work();
        return taken;
    }

    @Override
    public boolean hasRoom() {
        return downlink.hasRoom();
    }

    @Override
    public void ping() {
        downlink.ping();
        work();
    }

    @Override
    public void close(CloseCode code) {
        downlink.close(code);
        work();
    }
}
