package io.parley.adapters.redis.delivery;

import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.application.delivery.BackplaneListener;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class LineTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final BackplaneListener NOBODY = new BackplaneListener() {
        @Override
        public void received(Delivery delivery) {
            // Nothing is said here.
        }

        @Override
        public void interrupted(ChannelId channel) {
            // Nobody would look for it.
        }
    };

    /** Who waited for the time-out of a command would leave the channels of the partition silent for as long. */
    @Test
    void whoWaitsForAnAnswerIsToldWhenTheConnectionEnds() {
        StoppableRedis server = TestServers.startRedis();
        RedissonClient redis = Redis.connect(server.url());
        try {
            Line line = Line.to(Redis.masterOf(redis, Keys.slotOf(Keys.partitionOf(CHANNEL))), _ -> {});
            server.pause();
            CompletableFuture<Throwable> refused = CompletableFuture
                    .supplyAsync(() -> catchThrowable(() -> line.hear(List.of(new Hearer(CHANNEL, NOBODY)))));
            server.kill();
            assertThat(refused.join()).hasRootCauseInstanceOf(ClosedChannelException.class);
        } finally {
            redis.shutdown();
            server.close();
        }
    }
}
