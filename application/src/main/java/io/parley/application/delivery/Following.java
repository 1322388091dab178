package io.parley.application.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Cursor;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;

/**
 * How one node follows a channel: every stored event once, in order, none left out. What arrives out of turn waits while what is missing is read
 * from the history; what cannot be read any more is told as lost. Its lock is held while the channel's hearers are handed an event, and never
 * while a store is asked.
 */
final class Following {
    /** What may arrive while what is missing is read. What is more is read too. */
    static final int MAX_WAITING = 10_000;
    private static final int CHUNK = 500;
    /** The store being back is told by the backplane; this is for the case that it was not away for long enough to notice. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ChannelId channel;
    private final Station station;
    private final Hearers hearers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Cursor cursor = new Cursor();
    private final Deque<Delivery> waiting = new ArrayDeque<>(1);
    private boolean repairing;
    /** Something has happened since the history was read that the reading cannot know of. */
    private boolean outdated;
    /** Something may have been missed before there was a position from which it could be looked for. */
    private boolean doubted;

    /** Who is handed what arrives; called with the lock held. */
    interface Hearers {
        /** Somebody said something, or something happened. */
        void hear(Delivery delivery);

        /** The history goes on under another epoch. */
        void goOnIn(Replay.Found found);

        /** What was said between a position and where the history resumes is lost to whoever has not heard it; what comes after follows. */
        void lose(Position from, Replay.Lost lost);
    }

    Following(ChannelId channel, Station station, Hearers hearers) {
        this.channel = channel;
        this.station = station;
        this.hearers = hearers;
    }

    /** Something arrived. Called in the order of the backplane, by one thread at a time. */
    void arrived(Delivery delivery) {
        lock.lock();
        try {
            Optional<Position> position = delivery.position();
            if (position.isEmpty()) {
                hearers.hear(delivery);
            } else if (repairing) {
                await(delivery);
            } else {
                take(delivery, position.get());
            }
        } finally {
            lock.unlock();
        }
    }

    private void take(Delivery delivery, Position position) {
        switch (cursor.accept(position)) {
            case NEXT -> hearers.hear(delivery);
            case DUPLICATE -> {}
            case GAP, NEW_EPOCH -> {
                await(delivery);
                beginRepair();
            }
        }
    }

    private void await(Delivery delivery) {
        if (waiting.size() < MAX_WAITING) {
            waiting.add(delivery);
        } else {
            outdated = true;
        }
    }

    /** Does something between two events. */
    void between(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /** Does something between two events. */
    <T> T between(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something between two events; if it succeeds and nothing has arrived yet, the channel is followed from that position on. A position of
     * another history than was followed so far is news of what did not arrive.
     */
    boolean begin(Optional<Position> start, BooleanSupplier step) {
        return between(() -> {
            boolean done = step.getAsBoolean();
            if (done && cursor.last().isEmpty()) {
                start.ifPresent(cursor::moveTo);
            }
            if (doubted || isOfAnotherEpoch(start)) {
                check();
            }
            return done;
        });
    }

    private boolean isOfAnotherEpoch(Optional<Position> start) {
        return start.isPresent() && cursor.last().filter(last -> !last.epoch().equals(start.get().epoch())).isPresent();
    }

    /** The last position that was handed to the hearers; null: none yet. To be asked between two events only. */
    @Nullable
    Position last() {
        return cursor.last().orElse(null);
    }

    /** Something may have been missed: it is looked for. */
    void check() {
        lock.lock();
        try {
            doubted = cursor.last().isEmpty();
            if (repairing) {
                outdated = true; // What it reads just now may end before what was missed.
            } else if (!doubted) {
                beginRepair();
            }
        } finally {
            lock.unlock();
        }
    }

    private void beginRepair() {
        repairing = true;
        station.executor().execute(this::repair);
    }

    private void repair() {
        station.repairs().acquireUninterruptibly();
        try {
            while (!readOn()) {
                // There is more, or more has come.
            }
        } catch (Unavailable e) {
            giveUpForNow();
        } catch (RuntimeException e) {
            giveUpForNow(); // Whatever failed: a channel whose repair never ends would be silent for ever.
            throw e;
        } finally {
            station.repairs().release();
        }
    }

    /** The next event that is out of turn, or the next check, tries again; and so does this, should there be neither. */
    private void giveUpForNow() {
        lock.lock();
        try {
            waiting.clear();
            repairing = false;
        } finally {
            lock.unlock();
        }
        station.timers().at(station.clock().instant().plus(RETRY), this::check);
    }

    private boolean readOn() {
        Position from;
        int known;
        lock.lock();
        try {
            from = cursor.last().orElseThrow();
            known = waiting.size();
            outdated = false;
        } finally {
            lock.unlock();
        }
        Replay replay = station.histories().after(channel, from, CHUNK);
        lock.lock();
        try {
            return take(replay, from) && takeWaiting(known);
        } finally {
            lock.unlock();
        }
    }

    private boolean take(Replay replay, Position from) {
        switch (replay) {
            case Replay.Lost lost -> {
                cursor.moveTo(lost.resume());
                hearers.lose(from, lost);
                return lost.resume().equals(lost.newest());
            }
            case Replay.Found found -> {
                if (!found.reached().epoch().equals(from.epoch())) {
                    hearers.goOnIn(found);
                }
                found.deliveries().forEach(hearers::hear);
                cursor.moveTo(found.reached());
                return found.isLast();
            }
        }
    }

    /** @param known how many waited when the history was read: what of them is of another epoch was not part of it */
    private boolean takeWaiting(int known) {
        for (int left = known; !waiting.isEmpty(); left--) {
            Delivery next = waiting.element();
            switch (cursor.accept(next.position().orElseThrow())) {
                case NEXT -> hearers.hear(next);
                case DUPLICATE -> {}
                case GAP, NEW_EPOCH -> {
                    if (left <= 0) {
                        return false;
                    }
                }
            }
            waiting.remove();
        }
        repairing = outdated;
        return !outdated;
    }
}
