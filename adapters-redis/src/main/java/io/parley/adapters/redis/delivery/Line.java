package io.parley.adapters.redis.delivery;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.redisson.client.ChannelName;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisPubSubConnection;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.pubsub.PubSubType;

import io.parley.adapters.redis.Redis;
import io.parley.application.Unavailable;

/**
 * One connection to one server on which sharded broadcasts come. It ends with its connection: Redisson would reconnect by itself and say nothing
 * of what was missed meanwhile.
 */
final class Line {
    /** Many in one command, as each is a round trip; not so many that the answer to others waits. */
    private static final int CHUNK = 500;

    private final RedisClient server;
    private final RedisPubSubConnection connection;
    private final Set<Hearer> heard = ConcurrentHashMap.newKeySet();
    /** One asks at a time: Redisson does not know which of two that ask for the same channel is answered. */
    private final ReentrantLock asking = new ReentrantLock();
    /** Who waits for an answer of a connection that has ended waits in vain. */
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private Line(RedisClient server, RedisPubSubConnection connection) {
        this.server = server;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param lost is told when the connection ends, whoever ended it
     * @throws Unavailable if the server does not answer
     */
    static Line to(RedisClient server, Consumer<Line> lost) {
        CompletableFuture<RedisPubSubConnection> connecting = server.connectPubSubAsync().toCompletableFuture();
        try {
            Line line = new Line(server, answerOf(connecting, "connect"));
            var _ = line.connection.getChannel().closeFuture().addListener(_ -> {
                line.ended.completeExceptionally(new ClosedChannelException());
                line.close(); // Before Redisson looks whether it was closed on purpose.
                lost.accept(line);
            });
            return line;
        } catch (Unavailable e) {
            var _ = connecting.thenAccept(Line::hangUp); // Should it come late.
            throw e;
        }
    }

    /** Whether it leads to that server. */
    boolean leadsTo(RedisClient other) {
        return server.equals(other);
    }

    /**
     * From now on their broadcasts come; those that came already come on. Returns when Redis has said so.
     *
     * @param hearers all of one partition
     * @throws Unavailable if Redis does not answer; the line is closed then
     */
    void hear(Collection<Hearer> hearers) {
        asking.lock();
        try {
            List<Hearer> rest = hearers.stream().filter(hearer -> !heard.contains(hearer)).toList();
            for (int from = 0; from < rest.size(); from += CHUNK) {
                hearTogether(rest.subList(from, Math.min(from + CHUNK, rest.size())));
            }
        } catch (Unavailable e) {
            close();
            throw e;
        } finally {
            asking.unlock();
        }
    }

    private void hearTogether(List<Hearer> hearers) {
        List<CompletableFuture<Boolean>> confirmations = new ArrayList<>(hearers.size());
        for (Hearer hearer : hearers) {
            confirmations.add(hearer.expectConfirmation());
            connection.addListener(hearer.name(), hearer);
        }
        var _ = connection.ssubscribe(ByteArrayCodec.INSTANCE, hearers.stream().map(Hearer::name).toArray(ChannelName[]::new));
        var _ = answerOf(CompletableFuture.anyOf(CompletableFuture.allOf(confirmations.toArray(CompletableFuture[]::new)), ended),
                "subscribe");
        heard.addAll(hearers);
    }

    /** Its broadcasts come no more, soon. */
    void leave(Hearer hearer) {
        if (heard.remove(hearer)) {
            connection.removeListener(hearer.name(), hearer);
            var _ = connection.unsubscribe(PubSubType.SUNSUBSCRIBE, hearer.name());
        }
    }

    boolean isOpen() {
        return !connection.isClosed() && connection.isActive();
    }

    void close() {
        hangUp(connection);
    }

    private static void hangUp(RedisPubSubConnection connection) {
        var _ = connection.closeAsync();
    }

    private static <T> T answerOf(CompletableFuture<T> answer, String what) {
        try {
            return answer.get(Redis.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Unavailable("Redis did not " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Nobody waited until Redis did " + what, e);
        }
    }
}
