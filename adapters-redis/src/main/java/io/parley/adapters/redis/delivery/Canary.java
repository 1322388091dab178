package io.parley.adapters.redis.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.parley.adapters.redis.Keys;
import io.parley.application.delivery.BackplaneListener;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

/**
 * Shows that a node hears one partition: a message of its own goes out on the way of all messages, and has to come back. Only the node's watch
 * calls it, one call at a time; what comes back comes on any thread.
 */
final class Canary implements BackplaneListener {
    /** With history, so that it takes the way on which most can go wrong. */
    static final History HISTORY = new History(1, Duration.ofMinutes(1));

    private final ChannelId channel;
    private final Function<Message, CompletableFuture<?>> publish;
    private long sent;
    private long sentAt;
    private volatile long heard;
    private boolean flying;
    private boolean silent;
    private CompletableFuture<?> flight = new CompletableFuture<>();

    /**
     * A canary that has not flown yet.
     *
     * @param node    a name that no other node has
     * @param publish sends it, without waiting; what it returns is completed when Redis has taken it, or not
     */
    Canary(int partition, String node, Function<Message, CompletableFuture<?>> publish) {
        channel = Stream.iterate(0, number -> number + 1)
                .map(number -> new ChannelId(RealmId.HUB, new ChannelName("canary:" + node + ":" + number)))
                .filter(candidate -> Keys.partitionOf(candidate) == partition).findFirst().orElseThrow();
        this.publish = publish;
    }

    ChannelId channel() {
        return channel;
    }

    /** Whether one is on its way. */
    boolean isFlying() {
        return flying;
    }

    /** Whether the one on its way has come back; asked once, as it is not on its way any more then. */
    boolean isBack() {
        if (!flying || heard < sent) {
            return false;
        }
        flying = false;
        return true;
    }

    /** Whether the one on its way has been for too long; asked once, as nobody waits for it any more then. */
    boolean isLost(Duration patience, long now) {
        if (!flying || now - sentAt <= patience.toNanos()) {
            return false;
        }
        flying = false;
        return true;
    }

    /** Whether it is time for the next. */
    boolean isDue(Duration every, long now) {
        return sent == 0 || silent || now - sentAt >= every.toNanos();
    }

    /** Whether one has ever come back. */
    boolean wasHeard() {
        return heard > 0;
    }

    /** Sends another. */
    void fly(Instant at, long now) {
        flying = true;
        sent++;
        sentAt = now;
        flight = publish.apply(new Message(channel, "canary", Payload.ofUtf8(Long.toString(sent).getBytes(StandardCharsets.US_ASCII)), at,
                Optional.empty()));
    }

    /** Whether Redis took the last one. */
    boolean wasTaken() {
        return flight.isDone() && !flight.isCompletedExceptionally();
    }

    boolean isSilent() {
        return silent;
    }

    /** Notes whether the partition is silent; true if that is news. */
    boolean noteSilent(boolean now) {
        boolean news = silent != now;
        silent = now;
        return news;
    }

    @Override
    public void received(Delivery delivery) {
        if (delivery.event() instanceof Message message) {
            heard = Math.max(heard, Long.parseLong(new String(message.data().bytes(), StandardCharsets.US_ASCII)));
        }
    }

    @Override
    public void interrupted(ChannelId channel) {
        // Its own silence is what it is there to notice.
    }
}
