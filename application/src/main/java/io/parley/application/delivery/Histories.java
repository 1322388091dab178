package io.parley.application.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Stretch;

/**
 * A channel's history as one: what is at hand, and behind it what is in the archive. Identical reads at the same time are carried out once.
 * Thread-safe; every method blocks for a round trip or two and throws {@link io.parley.application.Unavailable} if a store did not answer.
 */
public final class Histories {
    private final MessageArchive archive;
    private final SharedReads<Asked, Excerpt> reads;

    private record Asked(ChannelId channel, Reading reading) {}

    /** Histories of which the backplane has the newer part and the archive the older. */
    public Histories(Backplane backplane, MessageArchive archive) {
        this.archive = archive;
        reads = new SharedReads<>(asked -> backplane.read(asked.channel(), asked.reading()));
    }

    private Excerpt read(ChannelId channel, Reading reading) {
        return reads.get(new Asked(channel, reading));
    }

    /** The newest messages that are at hand, the oldest of them first, and the newest position of the same moment. */
    public Page last(ChannelId channel, int limit) {
        Excerpt excerpt = read(channel, Reading.last(limit));
        return new Page(excerpt.newest(), excerpt.deliveries().reversed());
    }

    /** What came after a position; all of it or, if it is long, its beginning. */
    public Replay after(ChannelId channel, Position position, int limit) {
        Excerpt excerpt = read(channel, Reading.after(position, limit));
        if (!excerpt.lineage().holds(position)) {
            return lost(excerpt, position);
        }
        if (position.offset() + 1 >= excerpt.oldest()) {
            return new Replay.Found(excerpt.lineage(), new Position(excerpt.newest().epoch(), excerpt.reached()), excerpt.deliveries());
        }
        return excerpt.archived() ? fromArchive(channel, position, excerpt, limit) : lost(excerpt, position);
    }

    private static Replay lost(Excerpt excerpt, Position position) {
        return new Replay.Lost(excerpt.lineage(), excerpt.lineage().resumeAfter(position, excerpt.oldest()));
    }

    private Replay fromArchive(ChannelId channel, Position position, Excerpt excerpt, int limit) {
        List<Delivery> found = archive.read(channel, excerpt.lineage().stretches(), position.offset(), excerpt.oldest(), limit, false);
        return found.isEmpty() || !isGapless(position.offset(), found)
                ? lost(excerpt, position)
                : new Replay.Found(excerpt.lineage(), new Position(excerpt.newest().epoch(), offsetOf(found.getLast())), found);
    }

    private static boolean isGapless(long after, List<Delivery> deliveries) {
        long expected = after;
        for (Delivery delivery : deliveries) {
            if (offsetOf(delivery) != ++expected) {
                return false;
            }
        }
        return true;
    }

    /**
     * A page of what is still kept anywhere. A position of a history that was lost finds what of it is in the archive.
     *
     * @param archived whether the archive is looked into
     */
    public Page page(ChannelId channel, Reading reading, boolean archived) {
        Excerpt excerpt = read(channel, reading);
        Optional<Position> from = reading.from();
        if (from.isPresent() && !excerpt.lineage().holds(from.get())) {
            List<Stretch> lost = List.of(new Stretch(from.get().epoch(), Long.MAX_VALUE));
            return new Page(excerpt.newest(), archived ? older(channel, lost, reading, Long.MAX_VALUE) : List.of());
        }
        List<Delivery> atHand = excerpt.deliveries();
        if (!archived || (reading.reverse() && atHand.size() >= reading.limit())) {
            return new Page(excerpt.newest(), atHand);
        }
        return new Page(excerpt.newest(), reading.reverse() ? continued(channel, excerpt, reading) : preceded(channel, excerpt, reading));
    }

    private List<Delivery> continued(ChannelId channel, Excerpt excerpt, Reading reading) {
        if (!excerpt.isLast(true)) {
            return excerpt.deliveries();
        }
        Reading rest = new Reading(reading.from(), reading.limit() - excerpt.deliveries().size(), true);
        return joined(excerpt.deliveries(), older(channel, excerpt.lineage().stretches(), rest, excerpt.oldest()), reading.limit());
    }

    private List<Delivery> preceded(ChannelId channel, Excerpt excerpt, Reading reading) {
        long above = reading.from().map(Position::offset).orElse(0L);
        if (above + 1 >= excerpt.oldest()) {
            return excerpt.deliveries();
        }
        List<Delivery> older = older(channel, excerpt.lineage().stretches(), reading, excerpt.oldest());
        return joined(older, excerpt.deliveries(), reading.limit());
    }

    private List<Delivery> older(ChannelId channel, List<Stretch> stretches, Reading reading, long below) {
        long from = reading.from().map(Position::offset).orElse(reading.reverse() ? Long.MAX_VALUE : 0L);
        return reading.reverse()
                ? archive.read(channel, stretches, 0, Math.min(from, below), reading.limit(), true)
                : archive.read(channel, stretches, from, below, reading.limit(), false);
    }

    private static List<Delivery> joined(List<Delivery> first, List<Delivery> second, int limit) {
        List<Delivery> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }

    private static long offsetOf(Delivery delivery) {
        return delivery.position().orElseThrow().offset();
    }
}
