package io.parley.devservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.parley.devservices.LoopbackPorts;

/** A port on loopback that leads to another server, and a network between them that a test can break. Thread-safe. */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final InetSocketAddress target;
    private final int port = LoopbackPorts.anyFree();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch passage = new CountDownLatch(0);
    private @Nullable ServerSocket door;

    private TcpProxy(InetSocketAddress target) {
        this.target = target;
        open();
    }

    /** Starts one that leads there. */
    public static TcpProxy to(String host, int port) {
        return new TcpProxy(new InetSocketAddress(host, port));
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Nothing passes any more and nothing is closed, not even what is closed at the other end; new connections are accepted and stay silent. */
    public synchronized void cut() {
        if (passage.getCount() == 0) {
            passage = new CountDownLatch(1);
        }
    }

    /** All connections are closed and new ones refused. */
    public synchronized void sever() {
        if (door != null) {
            closeQuietly(door);
            door = null;
            awaitRefusal();
        }
        open.forEach(TcpProxy::closeQuietly);
        passage.countDown();
    }

    /** The system takes connections for as long as the thread that accepts them has not noticed. */
    private void awaitRefusal() {
        boolean refused = false;
        while (!refused) {
            try (Socket late = new Socket(LOOPBACK, port)) {
                refused = !late.isConnected();
            } catch (IOException e) {
                refused = true;
            }
        }
    }

    /** Everything passes again; what waited first. */
    public synchronized void heal() {
        passage.countDown();
        open();
    }

    @Override
    public void close() {
        sever();
    }

    private synchronized void open() {
        if (door != null) {
            return;
        }
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(LOOPBACK, port));
            door = opened;
            Thread.ofVirtual().name("proxy-" + port).start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                Socket client = at.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client, at));
            } catch (IOException closed) {
                closeQuietly(at);
            }
        }
    }

    private void connect(Socket client, ServerSocket from) {
        Socket server = new Socket();
        open.add(server);
        try {
            passage.await();
            server.setTcpNoDelay(true);
            server.connect(target);
            // It may have been severed between the two.
            if (!from.isClosed()) {
                Thread.ofVirtual().start(() -> pump(server, client));
                pump(client, server);
            }
        } catch (IOException | InterruptedException broken) {
            // The end of both is all that either would see.
        } finally {
            end(client, server);
        }
    }

    /** Until one of the two ends: half-open connections are nothing that Redis knows. */
    private void pump(Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER];
        try {
            for (int count = from.getInputStream().read(bytes); count >= 0; count = from.getInputStream().read(bytes)) {
                passage.await();
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException | InterruptedException broken) {
            // As when it ends.
        } finally {
            awaitPassage();
            end(from, to);
        }
    }

    /** An end is news too, and news does not pass a network that is cut. */
    private void awaitPassage() {
        try {
            passage.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Socket one, Socket other) {
        closeQuietly(one);
        closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }

    private static void closeQuietly(@Nullable AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) {
            // It is gone either way.
        }
    }
}
