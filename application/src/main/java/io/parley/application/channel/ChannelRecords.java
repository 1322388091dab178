package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.parley.application.delivery.ChannelWatch;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelRecord;

/**
 * What is kept about channels, as this node knows it. Of a channel that somebody here hears it is known without asking anybody, because the
 * channel itself tells when it changes; of others the copies are asked, and the directory where there is no copy. Thread-safe.
 */
public final class ChannelRecords implements ChannelWatch {
    /** After this the node looks again even if it heard of no change: news can get lost when the line to the other nodes breaks. */
    private static final Duration TRUST = Duration.ofSeconds(30);

    private final ChannelDirectory directory;
    private final ChannelCopies copies;
    private final InstantSource clock;
    private final ConcurrentMap<ChannelId, Watched> watched = new ConcurrentHashMap<>();

    /** A channel that somebody here hears. */
    private static final class Watched {
        /** Held while it is looked up, so that of the thousands who are judged after a change one asks for all. */
        private final ReentrantLock asking = new ReentrantLock();
        private int hearers;
        private long changes;
        private @Nullable ChannelRecord known;
        private Instant since = Instant.EPOCH;
    }

    /** Copies of what the directory keeps. */
    public ChannelRecords(ChannelDirectory directory, ChannelCopies copies, InstantSource clock) {
        this.directory = directory;
        this.copies = copies;
        this.clock = clock;
    }

    /**
     * What is kept about the channel.
     *
     * @throws io.parley.application.Unavailable if the copies, or the directory where there is none, did not answer
     */
    public ChannelRecord of(ChannelId channel) {
        Watched watch = watched.get(channel);
        return watch == null ? asked(channel) : known(channel, watch);
    }

    private ChannelRecord known(ChannelId channel, Watched watch) {
        ChannelRecord known = trusted(watch);
        if (known != null) {
            return known;
        }
        watch.asking.lock();
        try {
            known = trusted(watch);
            return known != null ? known : lookedUp(channel, watch);
        } finally {
            watch.asking.unlock();
        }
    }

    private @Nullable ChannelRecord trusted(Watched watch) {
        synchronized (watch) {
            return clock.instant().isBefore(watch.since.plus(TRUST)) ? watch.known : null;
        }
    }

    private ChannelRecord lookedUp(ChannelId channel, Watched watch) {
        long changes;
        synchronized (watch) {
            changes = watch.changes;
        }
        ChannelRecord fresh = asked(channel);
        synchronized (watch) {
            if (watch.changes == changes) { // Otherwise what was read may be older than the change.
                watch.known = fresh;
                watch.since = clock.instant();
            }
        }
        return fresh;
    }

    private ChannelRecord asked(ChannelId channel) {
        ChannelCopies.Look look = copies.find(channel);
        return look.copy().orElseGet(() -> {
            ChannelRecord found = directory.find(channel, clock.instant());
            copies.keep(channel, found, look.generation());
            return found;
        });
    }

    /** Somebody here hears the channel from now on, so that its changes are heard of. To be called after the node is attached. */
    void heard(ChannelId channel) {
        watched.compute(channel, (_, watch) -> {
            Watched counted = watch == null ? new Watched() : watch;
            counted.hearers++;
            return counted;
        });
    }

    /** One who heard the channel hears it no more. To be called before the node is detached. */
    void heardNoMore(ChannelId channel) {
        watched.computeIfPresent(channel, (_, watch) -> --watch.hearers == 0 ? null : watch);
    }

    @Override
    public void changed(ChannelId channel) {
        Watched watch = watched.get(channel);
        if (watch != null) {
            synchronized (watch) {
                watch.changes++;
                watch.known = null;
            }
        }
    }
}
