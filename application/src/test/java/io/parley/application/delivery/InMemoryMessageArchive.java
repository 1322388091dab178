package io.parley.application.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.parley.application.Faults;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Stretch;

/** An archive in memory. */
public final class InMemoryMessageArchive implements MessageArchive {
    private record Kept(Delivery delivery, Instant until) {}

    private final Map<ChannelId, Map<Position, Kept>> channels = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();

    @Override
    public synchronized void keep(ChannelId channel, List<Delivery> messages, Instant until) {
        faults.around("keep", () -> messages.forEach(message -> channels.computeIfAbsent(channel, _ -> new ConcurrentHashMap<>())
                .putIfAbsent(message.position().orElseThrow(), new Kept(message, until))));
    }

    @Override
    public synchronized List<Delivery> read(ChannelId channel, List<Stretch> stretches, long above, long below, int limit,
            boolean reverse) {
        return faults.around("read", () -> {
            Map<Long, Delivery> byOffset = new TreeMap<>();
            for (Stretch stretch : stretches) {
                channels.getOrDefault(channel, Map.of()).forEach((position, kept) -> {
                    if (position.epoch().equals(stretch.epoch()) && position.offset() <= stretch.end() && position.offset() > above
                            && position.offset() < below) {
                        byOffset.put(position.offset(), kept.delivery());
                    }
                });
            }
            List<Delivery> found = List.copyOf(byOffset.values());
            return (reverse ? found.reversed() : found).stream().limit(limit).toList();
        });
    }

    @Override
    public synchronized int expire(Instant now) {
        return faults.around("expire", () -> {
            int before = channels.values().stream().mapToInt(Map::size).sum();
            channels.values().forEach(kept -> kept.values().removeIf(one -> !now.isBefore(one.until())));
            return before - channels.values().stream().mapToInt(Map::size).sum();
        });
    }

    /** What goes wrong, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
