package io.parley.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.parley.application.Faults;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/** One node's view of a {@link Cluster} that several nodes may share. */
public final class InMemoryPresenceDirectory implements PresenceDirectory {
    /** What the nodes have in common: who is where, and until when each node counts as living. */
    public static final class Cluster {
        private final InstantSource clock;
        private final Duration lease;
        private final Map<Life, Instant> leases = new HashMap<>();
        private final Map<ChannelId, Map<Place, Entry>> channels = new LinkedHashMap<>();

        /** @param lease how long a node counts as living without saying so */
        public Cluster(InstantSource clock, Duration lease) {
            this.clock = clock;
            this.lease = lease;
        }

        /** How long that is. */
        public Duration lease() {
            return lease;
        }

        private Map<Place, Entry> entries(ChannelId channel) {
            return channels.computeIfAbsent(channel, _ -> new LinkedHashMap<>());
        }

        private boolean dead(Life life) {
            return !clock.instant().isBefore(leases.getOrDefault(life, Instant.MIN));
        }
    }

    /** A node, and how often it was taken for dead. */
    private record Life(NodeId node, int deaths) {}

    private record Place(ConnectionId connection, UserId user) {}

    private record Entry(Life life, Member member) {}

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
    public Optional<MemberJoined> join(ChannelId channel, ConnectionId connection, Member member) {
        return faults.around("join", () -> {
            synchronized (cluster) {
                liveOn();
                boolean there = present(channel, member);
                cluster.entries(channel).put(new Place(connection, member.user()), new Entry(life, member));
                return there ? Optional.<MemberJoined>empty() : Optional.of(new MemberJoined(channel, member, members(channel).size()));
            }
        });
    }

    @Override
    public Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member) {
        return faults.around("leave", () -> {
            synchronized (cluster) {
                return remove(channel, new Place(connection, member.user()));
            }
        });
    }

    @Override
    public Roster roster(ChannelId channel) {
        return faults.around("roster", () -> {
            synchronized (cluster) {
                return new Roster(members(channel));
            }
        });
    }

    @Override
    public int count(ChannelId channel) {
        return faults.around("count", () -> {
            synchronized (cluster) {
                return members(channel).size();
            }
        });
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
            List<MemberLeft> left = new ArrayList<>();
            synchronized (cluster) {
                for (ChannelId channel : List.copyOf(cluster.channels.keySet())) {
                    Map.copyOf(cluster.entries(channel)).forEach((place, entry) -> {
                        if (cluster.dead(entry.life())) {
                            remove(channel, place).ifPresent(left::add);
                        }
                    });
                }
            }
            left.forEach(seenOff);
        });
    }

    private Optional<MemberLeft> remove(ChannelId channel, Place place) {
        Entry entry = cluster.entries(channel).remove(place);
        if (entry == null || present(channel, entry.member())) {
            return Optional.empty();
        }
        return Optional.of(new MemberLeft(channel, entry.member(), members(channel).size()));
    }

    private boolean present(ChannelId channel, Member member) {
        return cluster.entries(channel).values().stream().anyMatch(entry -> entry.member().user().equals(member.user()));
    }

    private List<Member> members(ChannelId channel) {
        Map<String, Member> byUser = new HashMap<>();
        cluster.entries(channel).values().forEach(entry -> byUser.putIfAbsent(entry.member().user().subject(), entry.member()));
        return byUser.values().stream().sorted(Comparator.comparing(member -> member.user().subject())).toList();
    }

    /** What goes wrong at this node, by the names of the port's methods. */
    public Faults faults() {
        return faults;
    }
}
