package io.parley.devservices.testing;

import java.net.URI;

/**
 * A Redis for tests of an outage. Address and data stay the same from start to start; what a killed one had not flushed is lost (it flushes every
 * second). For one thread.
 */
public interface StoppableRedis extends AutoCloseable {
    /** {@code redis://:password@host:port} */
    String url();

    /** A conversation with it; to be closed. */
    default RedisTalk talk() {
        URI address = URI.create(url());
        return RedisTalk.with(address.getPort(), address.getUserInfo().substring(1));
    }

    /** Starts it again and returns when it answers. While it runs: no effect. */
    void start();

    /** Starts it again without the data it had, and returns when it answers. Only while it is stopped. */
    void startEmpty();

    /** Stops it in order: its clients are disconnected, what was written is flushed. While it is stopped: no effect. */
    void stop();

    /** SIGKILL. While it is stopped: no effect. */
    void kill();

    /** SIGSTOP: it hangs. Its connections stay open, the system accepts new ones in its name, and nobody is answered. */
    void pause();

    /** SIGCONT: it answers what it was asked meanwhile. While it is not paused: no effect. */
    void resume();

    /** Stops it for good. Nothing of it stays on the disk. */
    @Override
    void close();
}
