package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.parley.application.Faults;
import io.parley.application.delivery.InMemoryBackplane;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.Outcome;

/** One node's view of a {@link Cluster} that several nodes may share. */
public final class InMemoryPresenceDirectory implements PresenceDirectory {
    /** What the nodes have in common: who is where, and until when each node counts as living. */
    public static final class Cluster {
        private final InstantSource clock;
        private final Duration lease;
        private final InMemoryBackplane.Store wire;
        private final Map<Life, Instant> leases = new HashMap<>();
        private final Map<ChannelId, InMemoryRoster<Life>> channels = new LinkedHashMap<>();
        private final Map<ChannelId, Instant> lastSeen = new HashMap<>();
        private int eras;

        /** A cluster in which nobody hears of changes. */
        public Cluster(InstantSource clock, Duration lease) {
            this(clock, lease, new InMemoryBackplane.Store(clock));
        }

        /**
         * A cluster.
         *
         * @param lease how long a node counts as living without saying so
         * @param wire  over which changes are broadcast
         */
        public Cluster(InstantSource clock, Duration lease, InMemoryBackplane.Store wire) {
            this.clock = clock;
            this.lease = lease;
            this.wire = wire;
        }

        /** How long that is. */
        public Duration lease() {
            return lease;
        }

        /** The store lost which change was the last of the roster. */
        public synchronized void beginEra(ChannelId channel) {
            roster(channel).beginEra("era-" + ++eras);
        }

        private InMemoryRoster<Life> roster(ChannelId channel) {
            return channels.computeIfAbsent(channel, _ -> new InMemoryRoster<>(channel, "era-" + ++eras, wire::say));
        }

        /** Changes are said in the same step, and heard after it. */
        private <T> T step(ChannelId channel, Supplier<T> deed) {
            T difference;
            synchronized (this) {
                difference = deed.get();
            }
            wire.deliver(channel);
            return difference;
        }

        private boolean dead(Life life) {
            return !clock.instant().isBefore(leases.getOrDefault(life, Instant.MIN));
        }

        private void seen(MemberLeft left) {
            if (Publicity.of(left.channel()) == Publicity.USER) {
                lastSeen.put(left.channel(), clock.instant());
            }
        }
    }

    /** A node, and how often it was taken for dead. */
    private record Life(NodeId node, int deaths) {}

    private final Cluster cluster;
    private Life life;
    private boolean reborn;
    private final Faults faults = new Faults();

    /** A node that lives from now on. */
    public InMemoryPresenceDirectory(Cluster cluster, NodeId node) {
        this.cluster = cluster;
        life = new Life(node, 0);
        live();
    }

    @Override
    public Entered join(ChannelId channel, ConnectionId connection, Member member) {
        return faults.around("join", () -> cluster.step(channel, () -> {
            liveOn();
            InMemoryRoster<Life> roster = cluster.roster(channel);
            cluster.lastSeen.remove(channel);
            return new Entered(roster.join(new InMemoryRoster.Place(connection, member.user()), member, life), roster.version());
        }));
    }

    @Override
    public Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member) {
        return faults.around("leave", () -> cluster.step(channel, () -> {
            Optional<MemberLeft> left = cluster.roster(channel).leave(new InMemoryRoster.Place(connection, member.user()));
            left.ifPresent(cluster::seen);
            return left;
        }));
    }

    @Override
    public Roster roster(ChannelId channel) {
        return faults.around("roster", () -> cluster.step(channel, () -> cluster.roster(channel).all()));
    }

    @Override
    public int count(ChannelId channel) {
        return faults.around("count", () -> cluster.step(channel, () -> cluster.roster(channel).count()));
    }

    @Override
    public Outcome<Optional<MemberUpdated>> update(ChannelId channel, UserId user, MemberUpdate update) {
        return faults.around("update", () -> cluster.step(channel, () -> {
            InMemoryRoster<Life> roster = cluster.roster(channel);
            Optional<Member> known = roster.member(user).filter(_ -> Publicity.of(channel) == Publicity.CHANNEL);
            if (known.isEmpty()) {
                return Outcome.refused(PresenceDirectory.notThere(channel));
            }
            MemberState before = known.get().state();
            return PresenceDirectory.changed(before, update).then(after -> Outcome.done(after.equals(before)
                    ? Optional.empty()
                    : Optional.of(roster.update(known.get().as(after), after.namesOtherThanIn(before)))));
        }));
    }

    @Override
    public Optional<MemberUpdated> idle(ChannelId channel, ConnectionId connection, UserId user, Instant lastActive) {
        return faults.around("idle", () -> idle(channel, connection, user, Optional.of(lastActive)));
    }

    @Override
    public Optional<MemberUpdated> active(ChannelId channel, ConnectionId connection, UserId user) {
        return faults.around("active", () -> idle(channel, connection, user, Optional.empty()));
    }

    private Optional<MemberUpdated> idle(ChannelId channel, ConnectionId connection, UserId user, Optional<Instant> since) {
        return cluster.step(channel, () -> cluster.roster(channel).idle(new InMemoryRoster.Place(connection, user), since));
    }

    @Override
    public Optional<Instant> lastSeen(ChannelId own) {
        return faults.around("lastSeen", () -> cluster.step(own, () -> Optional.ofNullable(cluster.lastSeen.get(own))));
    }

    @Override
    public boolean renewLease() {
        return faults.around("renewLease", () -> {
            synchronized (cluster) {
                liveOn();
                live();
                boolean held = !reborn;
                reborn = false;
                return held;
            }
        });
    }

    private void live() {
        cluster.leases.put(life, cluster.clock.instant().plus(cluster.lease));
    }

    private void liveOn() {
        if (cluster.dead(life)) {
            liveAnew();
        }
    }

    private void liveAnew() {
        life = new Life(life.node(), life.deaths() + 1);
        reborn = true;
        live();
    }

    @Override
    public void beginAnew() {
        faults.around("beginAnew", () -> {
            synchronized (cluster) {
                liveAnew();
            }
        });
    }

    /** It has been silent for the length of its lease; the others have not. */
    public void wasSilent() {
        synchronized (cluster) {
            cluster.leases.remove(life);
        }
    }

    @Override
    public void evictDeadNodes(Consumer<MemberLeft> seenOff) {
        faults.around("evictDeadNodes", () -> {
            for (ChannelId channel : channels()) {
                cluster.step(channel, () -> {
                    List<MemberLeft> left = cluster.roster(channel).leave(cluster::dead);
                    left.forEach(cluster::seen);
                    return left;
                }).forEach(seenOff);
            }
        });
    }

    private List<ChannelId> channels() {
        synchronized (cluster) {
            return new ArrayList<>(cluster.channels.keySet());
        }
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
