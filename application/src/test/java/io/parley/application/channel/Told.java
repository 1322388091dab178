package io.parley.application.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.parley.application.InMemoryNode;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.Excerpt;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.application.delivery.Reading;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;

/** What was said in a cluster, numbered, and what its store knows of it at the moment: the truth that clients are measured by. */
final class Told {
    private record Place(ChannelId channel, Position position) {}

    private final Backplane store;
    private final Map<Place, Message> said = new HashMap<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Place, Lineage> lineages = new HashMap<>();
    private int changes;

    Told(InMemoryNode.Cluster cluster) {
        store = new InMemoryBackplane(cluster.backplane);
    }

    /** The number of a message. */
    static int numberOf(Message message) {
        return Integer.parseInt(message.data().json());
    }

    /** The message is about to be said; where it will be stored. */
    Position says(Message message) {
        Position newest = lineage(message.channel()).newest();
        Position next = new Position(newest.epoch(), newest.offset() + 1);
        note(message, next);
        return next;
    }

    /** The store failed over or lost something: what it has still may have another name now. */
    void changed(Iterable<ChannelId> channels) {
        changes++;
        for (ChannelId channel : channels) {
            Lineage lineage = lineage(channel);
            lineages.put(new Place(channel, beginningOf(lineage.newest())), lineage);
            for (Delivery kept : store.read(channel, new Reading(Optional.empty(), Integer.MAX_VALUE, false)).deliveries()) {
                note((Message) kept.event(), kept.position().orElseThrow());
            }
        }
    }

    private void note(Message message, Position position) {
        changes++;
        said.put(new Place(message.channel(), position), message);
        offsets.put(numberOf(message), position.offset());
    }

    /** How often something was said or changed in the store. */
    int changes() {
        return changes;
    }

    /** At which offset a message was stored, whatever its epoch was called; -1: it never was. */
    long offsetOf(Message message) {
        return offsets.getOrDefault(numberOf(message), -1L);
    }

    /** Whether who was at a position goes on at another in the same history, as it was known when its epoch began. */
    boolean leads(ChannelId channel, Position from, Position to) {
        Lineage known = lineages.get(new Place(channel, beginningOf(to)));
        return from.epoch().equals(to.epoch()) || (known != null && known.holds(from));
    }

    private static Position beginningOf(Position position) {
        return new Position(position.epoch(), 0);
    }

    Lineage lineage(ChannelId channel) {
        return store.read(channel, Reading.last(0)).lineage();
    }

    /** Whether everything that came after that position is there. */
    boolean isComplete(ChannelId channel, Position after) {
        Excerpt excerpt = store.read(channel, Reading.last(0));
        return excerpt.lineage().holds(after) && after.offset() + 1 >= excerpt.oldest();
    }

    /** Whether what was said at that position was for others. */
    boolean isForOthers(ChannelId channel, Position position, String user) {
        return saidAt(channel, position).filter(message -> message.audience().withoutUsers().contains(user)).isPresent();
    }

    /** What was said there, under whichever name of the history: what is not kept any more when it gets another has only those of before. */
    private Optional<Message> saidAt(ChannelId channel, Position position) {
        Optional<Lineage> known = Optional.ofNullable(lineages.get(new Place(channel, beginningOf(position))));
        Stream<Position> before = known.stream().flatMap(lineage -> lineage.earlier().stream()
                .map(stretch -> new Position(stretch.epoch(), position.offset())).filter(lineage::holds));
        return Stream.concat(Stream.of(position), before).map(place -> said.get(new Place(channel, place))).filter(Objects::nonNull)
                .findFirst();
    }
}
