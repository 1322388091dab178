package io.parley.adapters.websocket;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The threads that write to WebSocket clients. A connection belongs to one of them for as long as it lives, so that what it is sent keeps its order
 * and needs no lock while it is written. Thread-safe.
 */
public final class Writers implements AutoCloseable {
    private final List<Writer> writers;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param count of threads; one for each processor is as fast as it gets */
    public Writers(int count) {
        writers = IntStream.range(0, count).mapToObj(number -> new Writer("websocket-writer-" + number)).toList();
        writers.forEach(Writer::start);
    }

    /** The writer of the next connection. */
    Writer next() {
        return writers.get(Math.floorMod(turn.getAndIncrement(), writers.size()));
    }

    /** Nothing is written any more. */
    @Override
    public void close() {
        writers.forEach(Writer::stop);
    }
}
