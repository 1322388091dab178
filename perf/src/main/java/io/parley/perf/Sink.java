package io.parley.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/** Reads what clients are sent, on one thread and without allocating, and knows when each has been sent as much as the others before. */
final class Sink implements AutoCloseable {
    private final Selector selector;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16);
    private final AtomicLong read = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().daemon().name("sink").unstarted(this::run);
    private int clients;
    private long lengthOfOne;
    private long awaited;
    private volatile @Nullable Thread waiting;

    Sink() throws IOException {
        selector = Selector.open();
    }

    void add(SocketChannel client) throws IOException {
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ);
        clients++;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::take);
                LockSupport.unpark(waiting);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(SelectionKey key) {
        try {
            bytes.clear();
            int count = ((SocketChannel) key.channel()).read(bytes);
            if (count < 0) {
                throw new IllegalStateException("A client was cut off");
            }
            read.addAndGet(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until each has been sent another message. The first is waited for by its time, and tells how long one is. */
    void awaitOneEach() {
        if (lengthOfOne == 0) {
            learn();
            return;
        }
        awaited += lengthOfOne * clients;
        waiting = Thread.currentThread();
        while (read.get() < awaited) {
            LockSupport.parkNanos(this, 1_000_000);
        }
        waiting = null;
    }

    private void learn() {
        long before;
        do {
            before = read.get();
            LockSupport.parkNanos(500_000_000);
        } while (read.get() != before || before == 0);
        lengthOfOne = before / clients;
        awaited = before;
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
