package io.parley.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Picks the ports of embedded servers. */
public final class LoopbackPorts {
    /**
     * Below every system's range for outgoing connections (Linux 32768, macOS 49152): a server that stops and starts again finds its port free,
     * which an outgoing connection could otherwise have taken.
     */
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    /** Twelve thousand ports: a machine on which a hundred random ones are busy has another problem. */
    private static final int ATTEMPTS = 100;

    private LoopbackPorts() {}

    /** The preferred port or, where that is taken, a free one. Another process may take it before the server does. */
    public static int preferably(int preferred) {
        return isFree(preferred) ? preferred : anyFree();
    }

    /** A free port, another one at each call. */
    public static int anyFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServerFailure(
                "No free port on 127.0.0.1 for an embedded server. Set REDIS_URL and DATABASE_URL to servers of yours.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
