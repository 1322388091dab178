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

import io.parley.application.Faults;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/** One node's view of a {@link Cluster} that several nodes may share. */
public final class InMemoryPresenceDirectory implements PresenceDirectory {
    /** What the nodes have in common: who is where, and until when each node counts as living. */
    public static final class Cluster {
        private final InstantSource clock;
        private final Duration lease;
        private final Map<NodeId, Instant> leases = new HashMap<>();
        private final Map<ChannelId, Map<ConnectionId, Entry>> channels = new LinkedHashMap<>();

        /** @param lease how long a node counts as living without saying so */
        public Cluster(InstantSource clock, Duration lease) {
            this.clock = clock;
            this.lease = lease;
        }

        private Map<ConnectionId, Entry> entries(ChannelId channel) {
            return channels.computeIfAbsent(channel, _ -> new LinkedHashMap<>());
        }

        private boolean dead(NodeId node) {
            return !clock.instant().isBefore(leases.getOrDefault(node, Instant.MIN));
        }
    }

    private record Entry(NodeId node, ConnectionId connection, Member member) {}

    private final Cluster cluster;
    private final NodeId node;
    private final Faults faults = new Faults();

    /** A node that lives from now on. */
    public InMemoryPresenceDirectory(Cluster cluster, NodeId node) {
        this.cluster = cluster;
        this.node = node;
        renewLease();
    }

    @Override
    public Optional<MemberJoined> join(ChannelId channel, ConnectionId connection, Member member) {
        return faults.around("join", () -> {
            synchronized (cluster) {
                boolean there = present(channel, member);
                cluster.entries(channel).putIfAbsent(connection, new Entry(node, connection, member));
                return there ? Optional.<MemberJoined>empty() : Optional.of(new MemberJoined(channel, member, members(channel).size()));
            }
        });
    }

    @Override
    public Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member) {
        return faults.around("leave", () -> {
            synchronized (cluster) {
                return remove(channel, connection);
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
    public void renewLease() {
        faults.around("renewLease", () -> {
            synchronized (cluster) {
                cluster.leases.put(node, cluster.clock.instant().plus(cluster.lease));
            }
        });
    }

    @Override
    public List<MemberLeft> evictDeadNodes() {
        return faults.around("evictDeadNodes", () -> {
            synchronized (cluster) {
                List<MemberLeft> left = new ArrayList<>();
                for (ChannelId channel : List.copyOf(cluster.channels.keySet())) {
                    List.copyOf(cluster.entries(channel).values()).stream().filter(entry -> cluster.dead(entry.node()))
                            .forEach(entry -> remove(channel, entry.connection()).ifPresent(left::add));
                }
                return List.copyOf(left);
            }
        });
    }

    private Optional<MemberLeft> remove(ChannelId channel, ConnectionId connection) {
        Entry entry = cluster.entries(channel).remove(connection);
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
