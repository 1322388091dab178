package io.parley.devservices.testing;

import java.nio.file.Path;

import io.parley.devservices.LoopbackPorts;
import io.parley.devservices.RedisProcess;

/** An embedded Redis that stops and starts on one port. */
final class ProcessRedis implements StoppableRedis {
    private final Path data;
    private final String password;
    private RedisProcess process;

    ProcessRedis(Path data, String password) {
        this.data = data;
        this.password = password;
        this.process = RedisProcess.start(data, password, LoopbackPorts.anyFree());
    }

    @Override
    public String url() {
        return process.url();
    }

    @Override
    public void start() {
        if (process.isRunning()) {
            return;
        }
        int port = process.port();
        process = RedisProcess.start(data, password, port);
        if (process.port() != port) {
            process.close();
            throw new IllegalStateException("Port " + port + " was taken while the test Redis was stopped");
        }
    }

    @Override
    public void stop() {
        process.close();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        stop();
    }
}
