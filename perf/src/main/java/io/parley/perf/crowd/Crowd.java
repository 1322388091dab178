package io.parley.perf.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/** Clients, and the one thread that serves them: whoever calls. */
final class Crowd implements AutoCloseable {
    private static final int READ_BYTES = 1 << 20;
    private static final long TICK_MILLIS = 5;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<Client> clients = new ArrayList<>();
    private final Queue<Due> waiting = new ArrayDeque<>();
    private final Census census;

    /** A client and when it comes, by {@link System#nanoTime()}. */
    private record Due(Client client, long at) {}

    Crowd(int size, Target target, Census census) throws IOException {
        this.census = census;
        for (int i = 0; i < size; i++) {
            clients.add(new Client(i, target, census));
        }
    }

    List<Client> clients() {
        return clients;
    }

    /** All come, each after a time in nanoseconds from now that its number decides, which must not fall. */
    void summon(LongUnaryOperator after) {
        long now = System.nanoTime();
        for (int i = 0; i < clients.size(); i++) {
            waiting.add(new Due(clients.get(i), now + after.applyAsLong(i)));
        }
    }

    /** Who has no line comes again, all of them evenly within that time. */
    void summonMissing(long withinNanos) {
        List<Client> missing = clients.stream().filter(client -> !client.hasLine()).toList();
        long now = System.nanoTime();
        for (int i = 0; i < missing.size(); i++) {
            waiting.add(new Due(missing.get(i), now + withinNanos / missing.size() * i));
        }
    }

    boolean expectsNobody() {
        return waiting.isEmpty();
    }

    /** Serves until that is so or the time is over. @return whether it is so */
    boolean serveUntil(BooleanSupplier enough, long seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!enough.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            serve();
        }
        return true;
    }

    private void serve() throws IOException {
        while (!waiting.isEmpty() && waiting.element().at() - System.nanoTime() <= 0) {
            Due due = waiting.remove();
            attempt(due.client(), () -> due.client().connect(selector, due.at()));
        }
        selector.select(key -> serve(key), TICK_MILLIS);
    }

    private void serve(SelectionKey key) {
        Client client = (Client) key.attachment();
        attempt(client, () -> {
            if (key.isConnectable()) {
                client.connected(key);
            } else if (!client.read(buffer)) {
                client.gone();
            }
        });
    }

    private interface Step {
        void take() throws IOException;
    }

    private static void attempt(Client client, Step step) {
        try {
            step.take();
        } catch (IOException e) {
            client.gone();
        }
    }

    /** Cuts all lines at once. */
    void cut() throws IOException {
        for (Client client : clients) {
            client.cut();
        }
        census.cut();
    }

    @Override
    public void close() throws IOException {
        cut();
        selector.close();
    }
}
