package io.parley.adapters.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisConnectionException;

import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class EndedConnectionsTest {
    @Test
    void whoWaitsForAnAnswerIsToldWhenTheConnectionEnds() {
        StoppableRedis server = TestServers.startRedis();
        RedissonClient redis = Redis.connect(server.url());
        try {
            server.pause();
            RFuture<Object> answer = redis.getBucket("a key").getAsync();
            server.kill();
            assertThat(catchThrowable(() -> answer.toCompletableFuture().join())).hasCauseInstanceOf(RedisConnectionException.class);
        } finally {
            redis.shutdown();
            server.close();
        }
    }

    /** As a proxy does that stands before a Redis which is not there. */
    @Test
    void aServerThatHangsUpWhileOneLogsInIsNotWaitedFor() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUpOnAll(door));
            Throwable refused = catchThrowable(() -> Redis.connect("redis://:secret@127.0.0.1:" + door.getLocalPort()));
            assertThat(refused).hasStackTraceContaining("The connection ended before the answer came");
        }
    }

    private static void hangUpOnAll(ServerSocket door) {
        while (!door.isClosed()) {
            try (Socket caller = door.accept()) {
                caller.getInputStream().read();
            } catch (IOException e) {
                // The next.
            }
        }
    }
}
