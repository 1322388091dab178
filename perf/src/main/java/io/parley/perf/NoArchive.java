package io.parley.perf;

import java.time.Instant;
import java.util.List;

import io.parley.application.delivery.MessageArchive;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Stretch;

/** Nothing that is measured here is ever read again. */
final class NoArchive implements MessageArchive {
    @Override
    public void keep(ChannelId channel, List<Delivery> messages, Instant until) {
        throw new UnsupportedOperationException("Nothing is archived");
    }

    @Override
    public List<Delivery> read(ChannelId channel, List<Stretch> stretches, long above, long below, int limit, boolean reverse) {
        return List.of();
    }

    @Override
    public int expire(Instant now) {
        return 0;
    }
}
