package io.parley.application.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.parley.application.Unavailable;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;

/**
 * Use case: what was said is moved to the archive, soon and on whichever node finds it first, and forgotten there in its time. A message is in
 * the archive before it may be dropped from what is at hand; who fails in between leaves work that somebody does again, to the same end.
 * Thread-safe.
 */
public final class Archiving {
    /** A megabyte or two at once, so that a store is not held up by it. */
    static final int BATCH = 500;
    /** So many batches of one channel before the others have their turn. */
    private static final int TURN = 20;
    private static final int CHANNELS = 100;
    /** A run ends after about so many visits: whoever runs it has to look at the time, too. */
    private static final int MAX_VISITS = 1_000;
    private static final int MAX_EXPIRIES = 200;

    private final ArchiveQueue queue;
    private final MessageArchive archive;
    private final Realms realms;
    private final InstantSource clock;

    /** @param realms say how long a channel is archived */
    public Archiving(ArchiveQueue queue, MessageArchive archive, Realms realms, InstantSource clock) {
        this.queue = queue;
        this.archive = archive;
        this.realms = realms;
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param messages how many were moved
     * @param complete whether nothing waited in the end
     */
    public record Run(int messages, boolean complete) {}

    /**
     * Moves what waits, until nothing waits or it has been at it for long. A channel that fails is left for another time and does not keep the
     * others from being moved.
     *
     * @throws Unavailable      if a store did not answer: nothing is lost, and what was moved is moved
     * @throws RuntimeException what went wrong at one of the channels, when the others are done
     */
    public Run run() {
        Visits visits = new Visits();
        List<ChannelId> waiting = queue.waiting(CHANNELS);
        while (visits.anyOf(waiting) && visits.made < MAX_VISITS) {
            waiting.forEach(visits::visit);
            waiting = queue.waiting(CHANNELS);
        }
        visits.failure.ifPresent(failure -> {
            throw failure;
        });
        return new Run(visits.messages, waiting.isEmpty());
    }

    private final class Visits {
        private final Set<ChannelId> left = new HashSet<>();
        private Optional<RuntimeException> failure = Optional.empty();
        private int made;
        private int messages;

        boolean anyOf(List<ChannelId> channels) {
            return !left.containsAll(channels);
        }

        void visit(ChannelId channel) {
            if (left.contains(channel)) {
                return;
            }
            made++;
            try {
                int moved = move(channel);
                messages += moved;
                if (moved == 0) {
                    left.add(channel); // What waits there is not to be moved yet, or not by this node.
                }
            } catch (Unavailable e) {
                throw e;
            } catch (RuntimeException e) {
                left.add(channel);
                failure = Optional.of(e);
            }
        }

        private int move(ChannelId channel) {
            int moved = 0;
            for (int i = 0; i < TURN; i++) {
                Optional<ArchiveQueue.Batch> next = queue.next(channel, BATCH);
                if (next.isEmpty()) {
                    return moved;
                }
                Optional<Realm> realm = realms.named(channel.realm().value());
                if (realm.isEmpty()) {
                    return moved;
                }
                moved += keep(channel, historyOf(realm.get(), channel), next.get());
            }
            return moved;
        }
    }

    private int keep(ChannelId channel, History history, ArchiveQueue.Batch batch) {
        if (!history.archived()) {
            queue.release(channel);
            return 0;
        }
        List<Delivery> messages = batch.messages();
        if (!messages.isEmpty()) {
            archive.keep(channel, messages, newest(messages).plus(history.archive()));
        }
        queue.archived(channel, batch.upTo(), history);
        return messages.size();
    }

    private static History historyOf(Realm realm, ChannelId channel) {
        return realm.policies().find(channel.name()).map(entry -> entry.policy().history()).orElse(History.NONE);
    }

    /** Clocks of nodes differ, so the last need not be the newest. */
    private Instant newest(List<Delivery> messages) {
        return messages.stream().map(Delivery::event).filter(Message.class::isInstance).map(event -> ((Message) event).at())
                .max(Comparator.naturalOrder()).orElseGet(clock::instant);
    }

    /**
     * Forgets what has been in the archive for long enough, or a good part of it; how many messages that were.
     *
     * @throws Unavailable if the archive did not answer
     */
    public int expire() {
        Instant now = clock.instant();
        int forgotten = 0;
        for (int i = 0; i < MAX_EXPIRIES; i++) {
            int some = archive.expire(now);
            if (some == 0) {
                break;
            }
            forgotten += some;
        }
        return forgotten;
    }
}
