package io.parley.devservices.testing;

/**
 * A Redis for tests of an outage. Address and data stay the same from start to start; what a killed one had not flushed is lost (it flushes every
 * second). For one thread.
 */
public interface StoppableRedis extends AutoCloseable {
    /** {@code redis://:password@host:port} */
    String url();

    /** Starts it again and returns when it answers. While it runs: no effect. */
    void start();

    /** Stops it in order: its clients are disconnected, what was written is flushed. While it is stopped: no effect. */
    void stop();

    /** SIGKILL. While it is stopped: no effect. */
    void kill();

    /** Stops it for good. */
    @Override
    void close();
}
