package io.parley.adapters.redis.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.application.Unavailable;
import io.parley.devservices.testing.TestServers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

class LaneTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("room:" + UUID.randomUUID()));

    private static Publication publication() {
        Message message = new Message(CHANNEL, "e", Payload.NULL, Instant.EPOCH, Optional.empty());
        return new Publication(CHANNEL, Envelope.encode(message), History.NONE, Optional.empty(), new byte[]{'e'});
    }

    @Test
    void nobodyWaitsForARedisThatIsNotAskedAnyMore() {
        RedissonClient redis = Redis.connect(TestServers.redisUrl());
        Lane lane = new Lane(redis);
        redis.shutdown();
        for (int attempt = 0; attempt < 3; attempt++) {
            Publication publication = publication();
            lane.send(publication);
            assertThat(publication.answer()).failsWithin(Duration.ofSeconds(5)).withThrowableThat().havingCause()
                    .isInstanceOf(Unavailable.class);
        }
    }
}
