package io.parley.devservices.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import io.parley.devservices.LoopbackPorts;
import io.parley.devservices.RedisProbe;

/**
 * A Redis container that stops and starts with its data, on a fixed port of the host: a port that Docker picks would change with each start. It
 * is driven past Testcontainers, whose own stop would remove the container and its data.
 */
final class ContainerRedis implements StoppableRedis {
    private static final String IMAGE = "redis:7.4";
    private static final int PORT_INSIDE = 6379;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int STOP_LIMIT_SECONDS = 10;

    private final int port = LoopbackPorts.anyFree();
    private final String password = UUID.randomUUID().toString();
    private final GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE)).withExposedPorts(PORT_INSIDE);

    ContainerRedis(List<String> settings) {
        container.withCommand(command(settings));
        container.setPortBindings(List.of(port + ":" + PORT_INSIDE));
        container.start();
        awaitAnswer();
    }

    private String[] command(List<String> settings) {
        List<String> command = new ArrayList<>(List.of("redis-server", "--requirepass", password, "--appendonly", "yes", "--appendfsync",
                "everysec", "--maxmemory-policy", "noeviction"));
        for (String setting : settings) {
            Collections.addAll(command, ("--" + setting).split(" "));
        }
        return command.toArray(String[]::new);
    }

    @Override
    public String url() {
        return "redis://:" + password + "@" + container.getHost() + ":" + port;
    }

    @Override
    public void start() {
        if (!container.isRunning()) {
            container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
            awaitAnswer();
        }
    }

    @Override
    public void startEmpty() {
        if (container.isRunning()) {
            throw new IllegalStateException("The test Redis runs");
        }
        container.stop();
        container.start();
        awaitAnswer();
    }

    @Override
    public void stop() {
        resume();
        if (container.isRunning()) {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).withTimeout(STOP_LIMIT_SECONDS).exec();
        }
    }

    @Override
    public void kill() {
        if (container.isRunning()) {
            container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void pause() {
        if (container.isRunning() && !isPaused()) {
            container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void resume() {
        if (isPaused()) {
            container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
        }
    }

    private boolean isPaused() {
        return Boolean.TRUE.equals(container.getCurrentContainerInfo().getState().getPaused());
    }

    @Override
    public void close() {
        resume();
        container.stop();
    }

    private void awaitAnswer() {
        if (!RedisProbe.answersWithin(START_LIMIT, container.getHost(), port, password)) {
            throw new IllegalStateException("The Redis container does not answer: " + container.getLogs());
        }
    }
}
