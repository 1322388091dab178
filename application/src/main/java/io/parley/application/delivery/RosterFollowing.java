package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.delivery.RosterView;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/**
 * How one node follows who is in a channel: every change once and in turn. Where one is missing, and after the way to the channel was cut, the
 * roster is read, and what is different is told; what arrives meanwhile waits. Nothing is known before somebody asks, and nothing is read for
 * nobody. All but {@link #require} is done between two events of the channel.
 */
final class RosterFollowing {
    /** What may arrive while the roster is read. What is more is read again. */
    static final int MAX_WAITING = 1_000;
    static final Duration RETRY = Duration.ofSeconds(5);

    private final ChannelId channel;
    private final Station station;
    private final Following following;
    private final Hearers hearers;
    private final Later later;
    private final RosterView view;
    private final Deque<Waiting> waiting = new ArrayDeque<>(1);
    /** What arrives cannot be taken before the roster has been read. */
    private boolean behind = true;
    /** Readings are numbered as they begin. */
    private long begun;
    /** The reading that was taken last; one that began earlier is older. */
    private long taken;
    private int underWay;
    /** What arrived after this reading began was too much to wait. */
    private long overflowed = -1;
    private boolean reading;
    /** What may have been missed while the roster is read may not be in it. */
    private boolean again;

    /** @param since the reading that began last before it arrived */
    private record Waiting(RosterChange change, long since) {}

    /** Who is told, between two events. */
    interface Hearers {
        /** Whether there is nobody. */
        boolean isEmpty();

        /** That changed. */
        void told(RosterChange change);

        /** Those are there, who were only counted before. */
        void told(Roster whole);

        /** So many are there, too many to be told. */
        void counted(int count);
    }

    RosterFollowing(ChannelId channel, Station station, Following following, Hearers hearers, Later later) {
        this.channel = channel;
        this.station = station;
        this.following = following;
        this.hearers = hearers;
        this.later = later;
        view = new RosterView(channel, station.presence().rosterLimit());
    }

    void arrived(RosterChange change) {
        if (behind) {
            await(change);
            return;
        }
        switch (view.apply(change)) {
            case NEXT -> tell(change);
            case DUPLICATE -> {}
            case GAP -> {
                behind = true;
                await(change);
                beginReading();
            }
        }
    }

    /** Something may have been missed. */
    void check() {
        if (view.isKnown() || underWay > 0) {
            beginReading();
        }
    }

    /** Who is there as far as it was told; as it was known before, if they are too many to be told. */
    Roster rosterOr(Roster known) {
        return view.isLarge() ? counting(known) : view.roster();
    }

    private Roster counting(Roster known) {
        Roster first = known.first(station.presence().rosterLimit());
        return new Roster(first.members(), first.version(), Math.max(view.count(), first.members().size()));
    }

    /**
     * Who is there, what that version has included; what changes after is told. Blocks for a round trip if that has not arrived yet.
     *
     * @throws Unavailable if the store did not answer
     */
    Roster require(Optional<RosterVersion> version) {
        Optional<Roster> known = following.between(() -> isReady(version) ? Optional.of(view.roster()) : Optional.empty());
        return known.orElseGet(this::read);
    }

    private boolean isReady(Optional<RosterVersion> version) {
        return !behind && !view.isLarge() && version.map(view::isAtLeast).orElse(true);
    }

    private Roster read() {
        long number = following.between(this::begin);
        Roster roster = readNow();
        return following.between(() -> {
            take(number, roster);
            if (behind) {
                beginReading();
            }
            return rosterOr(roster);
        });
    }

    private Roster readNow() {
        try {
            return station.presence().rosters().apply(channel);
        } catch (RuntimeException e) {
            following.between(this::end);
            throw e;
        }
    }

    private long begin() {
        underWay++;
        return ++begun;
    }

    private int end() {
        return --underWay;
    }

    private void beginReading() {
        if (reading) {
            again = true;
        } else {
            reading = true;
            station.executor().execute(this::readForAll);
        }
    }

    private void readForAll() {
        station.repairs().acquireUninterruptibly();
        try {
            while (readOn()) {
                // Something came meanwhile that is not in it.
            }
        } catch (Unavailable e) {
            tryLater();
        } catch (RuntimeException e) {
            tryLater(); // Whatever failed: a roster whose reading never ends would be wrong for ever.
            throw e;
        } finally {
            station.repairs().release();
        }
    }

    private boolean readOn() {
        long number = following.between(this::beginUnlessUnheard);
        if (number == 0) {
            return false;
        }
        Roster roster = readNow();
        return following.between(() -> {
            take(number, roster);
            reading = behind || again;
            return reading;
        });
    }

    /** The number of the reading; 0 if nobody wants to know. */
    private long beginUnlessUnheard() {
        again = false;
        if (!hearers.isEmpty()) {
            return begin();
        }
        view.forget();
        behind = true;
        reading = false;
        return 0;
    }

    private void tryLater() {
        following.between(() -> reading = false);
        later.after(RETRY, this::check);
    }

    private void take(long number, Roster roster) {
        end();
        if (number > taken) {
            taken = number;
            tell(view.reconcile(roster));
            takeWaiting(number);
        }
    }

    /** What arrived before the reading began is in it. */
    private void takeWaiting(long number) {
        behind = overflowed >= number;
        while (!behind && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            switch (view.apply(next.change())) {
                case NEXT -> tell(next.change());
                case DUPLICATE -> {}
                case GAP -> {
                    if (next.since() >= number) {
                        behind = true;
                        waiting.addFirst(next);
                    }
                }
            }
        }
    }

    private void await(RosterChange change) {
        if (underWay == 0) {
            waiting.clear(); // The next reading begins later.
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(new Waiting(change, begun));
        } else {
            waiting.clear();
            overflowed = begun;
        }
    }

    private void tell(RosterView.Reading reading) {
        if (view.isLarge()) {
            hearers.counted(view.count());
        } else if (reading.whole()) {
            hearers.told(view.roster());
        } else {
            reading.differences().forEach(hearers::told);
        }
    }

    private void tell(RosterChange change) {
        if (view.isLarge()) {
            hearers.counted(view.count());
        } else {
            hearers.told(change);
        }
        if (view.isToBeTold()) {
            behind = true;
            beginReading();
        }
    }
}
