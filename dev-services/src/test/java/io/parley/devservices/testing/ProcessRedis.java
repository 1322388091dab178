package io.parley.devservices.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import io.parley.devservices.RedisProcess;

/** An embedded Redis that stops and starts on one port. */
final class ProcessRedis implements StoppableRedis {
    private final Path data;
    private final String password;
    private final List<String> settings;
    private RedisProcess process;
    private boolean paused;

    /** Starts it on the port, which must be free. */
    ProcessRedis(Path data, String password, int port, List<String> settings) {
        this.data = data;
        this.password = password;
        this.settings = settings;
        this.process = started(port);
    }

    @Override
    public String url() {
        return process.url();
    }

    int port() {
        return process.port();
    }

    /** Whether it is neither stopped nor paused. */
    boolean isAwake() {
        return process.isRunning() && !paused;
    }

    @Override
    public void start() {
        if (!process.isRunning()) {
            process = started(process.port());
        }
    }

    private RedisProcess started(int port) {
        RedisProcess started = RedisProcess.start(data, password, port, settings);
        if (started.port() != port) {
            started.close();
            throw new IllegalStateException("Port " + port + " of the test Redis was taken");
        }
        return started;
    }

    @Override
    public void startEmpty() {
        if (process.isRunning()) {
            throw new IllegalStateException("The test Redis runs");
        }
        deleteData();
        start();
    }

    private void deleteData() {
        try {
            TestFolder.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        resume();
        process.close();
    }

    @Override
    public void kill() {
        process.kill();
        paused = false;
    }

    @Override
    public void pause() {
        process.pause();
        paused = true;
    }

    @Override
    public void resume() {
        process.resume();
        paused = false;
    }

    @Override
    public void close() {
        stop();
        deleteData();
    }
}
