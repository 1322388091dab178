package io.parley.application.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import io.parley.application.delivery.Broadcaster;
import io.parley.application.delivery.Histories;
import io.parley.application.delivery.Replay;
import io.parley.application.delivery.Subscription;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Lineage;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;

/**
 * Lets subscriptions go live, each when its client has been told everything before: what it missed is read in chunks, and no faster than the
 * client takes it.
 */
final class CatchingUp {
    /** So many messages are read at once; as many fit into one reply. */
    static final int CHUNK = 500;
    /** Who missed more is told so, instead: reading his state anew costs him and the store less. */
    static final int MAX_MESSAGES = 100_000;
    private static final long MAX_BYTES = 64L * 1024 * 1024;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final Histories histories;
    private final Broadcaster broadcaster;
    private final Executor executor;
    private final Map<Subscription, Run> runs = new ConcurrentHashMap<>();

    CatchingUp(Histories histories, Broadcaster broadcaster, Executor executor) {
        this.histories = histories;
        this.broadcaster = broadcaster;
        this.executor = executor;
    }

    /** The client has been told what stands in the entry. Never blocks for a store. */
    void goLive(Participant who, Entry entry) {
        entry.subscription().greet(entry.reached());
        if (entry.rest()) {
            run(who, entry.subscription(), entry.reached().orElseThrow());
        } else {
            goOn(who, entry.subscription(), entry.reached());
        }
    }

    /** Goes live from where its client is, now or when what is missing has been read. Never blocks for a store. */
    void goOn(Participant who, Subscription subscription, Optional<Position> reached) {
        if (!broadcaster.goLive(subscription, reached)) {
            run(who, subscription, reached.orElseThrow());
        }
    }

    private void run(Participant who, Subscription subscription, Position from) {
        Run run = new Run(who, subscription, from);
        runs.put(subscription, run);
        executor.execute(run::toTheEnd);
    }

    /** Nothing more is sent to the subscription; up to where all has been. Empty without positions. */
    Optional<Position> pause(Subscription subscription) {
        Run run = runs.remove(subscription);
        return run == null ? broadcaster.pause(subscription) : run.stop().or(() -> broadcaster.pause(subscription));
    }

    /** When this returns, nothing more of what was missed is sent to the subscription. */
    void stop(Subscription subscription) {
        Run run = runs.remove(subscription);
        if (run != null) {
            var _ = run.stop();
        }
    }

    /** One subscription's way from a position to the present. */
    private final class Run {
        private final Participant who;
        private final Subscription subscription;
        private Position reached;
        private long bytes;
        private boolean over;
        private Duration retry = FIRST_RETRY;

        Run(Participant who, Subscription subscription, Position from) {
            this.who = who;
            this.subscription = subscription;
            reached = from;
        }

        /** Up to where it got; empty if it had come to its end before. */
        synchronized Optional<Position> stop() {
            boolean ended = over;
            over = true;
            return ended ? Optional.empty() : Optional.of(reached);
        }

        private synchronized boolean isOver() {
            return over;
        }

        void toTheEnd() {
            while (!subscription.hasEnded() && !isOver()) {
                if (who.hasRoom()) {
                    step();
                } else {
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                }
            }
            runs.remove(subscription, this);
        }

        private void step() {
            try {
                Replay replay = histories.after(subscription.channel(), at(), CHUNK);
                retry = FIRST_RETRY;
                if (!take(replay) && replay instanceof Replay.Found found && found.deliveries().isEmpty()) {
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos()); // The node has yet to hear of what was read.
                }
            } catch (RuntimeException e) { // Whatever failed: a client whose recovery ends with that would hear nothing for ever.
                LockSupport.parkNanos(retry.toNanos());
                retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
            }
        }

        private synchronized Position at() {
            return reached;
        }

        /** True if it is at its end; where it was stopped meanwhile, nothing is told. */
        private synchronized boolean take(Replay replay) {
            over = over || (tell(replay) && broadcaster.goLive(subscription, Optional.of(reached)));
            return over;
        }

        /** True if that was all. */
        private boolean tell(Replay replay) {
            switch (replay) {
                case Replay.Found found when bytes <= MAX_BYTES -> {
                    found.deliveries().forEach(this::tell);
                    reached = found.reached();
                    if (!found.deliveries().isEmpty() && !isForHim(found.deliveries().getLast())) {
                        who.offer(new EncodedMessage(new ServerMessage.Reached(subscription.hearing().spelling(), reached)));
                    }
                    return found.isLast();
                }
                case Replay.Found found -> lose(found.lineage(), found.newest());
                case Replay.Lost(Lineage lineage, Position resume) -> lose(lineage, resume);
            }
            return reached.equals(replay.newest());
        }

        private void lose(Lineage lineage, Position resume) {
            subscription.comeAnew(lineage, resume);
            reached = resume;
            bytes = 0;
            who.offer(new EncodedMessage(new ServerMessage.Repaired(subscription.hearing().spelling(), false, reached)));
        }

        private void tell(Delivery delivery) {
            if (delivery.event() instanceof Audible audible && isForHim(delivery)) {
                who.offer(new EncodedMessage(new ServerMessage.Event(audible, delivery.position(), subscription.hearing().spelling())));
            }
            if (delivery.event() instanceof Message message) {
                bytes += message.data().bytes().length;
            }
        }

        private boolean isForHim(Delivery delivery) {
            return isFor(broadcaster, who, subscription, delivery);
        }
    }

    /** Those of the deliveries that the subscriber wants and is meant by. */
    static List<Delivery> forHim(Broadcaster broadcaster, Participant who, Subscription subscription, List<Delivery> deliveries) {
        return deliveries.stream().filter(delivery -> isFor(broadcaster, who, subscription, delivery)).toList();
    }

    private static boolean isFor(Broadcaster broadcaster, Participant who, Subscription subscription, Delivery delivery) {
        return !(delivery.event() instanceof Message message) || broadcaster.isFor(who, subscription.hearing(), message);
    }
}
