package io.parley.devservices.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.parley.devservices.LoopbackPorts;

/** A Redis Cluster of three masters with a replica each, as processes on loopback behind one password. For one thread. */
public final class ClusterServers implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final int KEYS_AT_ONCE = 100;
    private static final int MIGRATE_MILLIS = 5_000;
    private static final Duration NODE_TIMEOUT = Duration.ofMillis(1_500);

    /** Masters first, their replicas in the same order behind them. */
    private final List<ProcessRedis> nodes = new ArrayList<>();

    private ClusterServers() {}

    /** Starts one with a node time-out of 1.5 s; returns when all is well. */
    public static ClusterServers start() {
        return start(NODE_TIMEOUT);
    }

    /**
     * Starts one and returns when all is well.
     *
     * @param nodeTimeout for how long a node does not answer before the others believe it down
     * @param settings    lines of {@code redis.conf} for every node
     */
    public static ClusterServers start(Duration nodeTimeout, String... settings) {
        ClusterServers started = new ClusterServers();
        try {
            started.startNodes(nodeTimeout, List.of(settings));
            started.join();
            started.awaitHealthy();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void startNodes(Duration nodeTimeout, List<String> settings) {
        for (int i = 0; i < 2 * MASTERS; i++) {
            nodes.add(RedisProcesses.start(Stream.concat(Stream.of("cluster-enabled yes", "cluster-port " + LoopbackPorts.anyFree(),
                    "cluster-node-timeout " + nodeTimeout.toMillis(), "cluster-replica-validity-factor 0",
                    "masterauth " + RedisProcesses.password(), "repl-diskless-sync-delay 0"), settings.stream()).toList()));
        }
    }

    private void join() {
        for (int i = 0; i < MASTERS; i++) {
            ClusterNode.ask(nodes.get(i), "CLUSTER", "ADDSLOTSRANGE", Integer.toString(i * SLOTS / MASTERS),
                    Integer.toString((i + 1) * SLOTS / MASTERS - 1));
        }
        for (int i = 0; i < nodes.size(); i++) {
            ClusterNode.ask(nodes.get(i), "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            meet(nodes.get(i), nodes.getFirst());
        }
        Soon.that("the nodes know one another", () -> nodes.stream().allMatch(node -> ClusterNode.knownTo(node) == nodes.size()));
        for (int i = 0; i < MASTERS; i++) {
            ClusterNode.ask(nodes.get(MASTERS + i), "CLUSTER", "REPLICATE", ClusterNode.idOf(nodes.get(i)));
        }
    }

    private static void meet(ProcessRedis node, ProcessRedis other) {
        if (node != other) {
            try (RedisTalk talk = other.talk()) {
                String bus = (String) talk.list("CONFIG", "GET", "cluster-port").getLast();
                ClusterNode.ask(node, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()), bus);
            }
        }
    }

    /** {@code redis-cluster://:password@host:port,…} of all six. */
    public String url() {
        return "redis-cluster://:" + RedisProcesses.password() + "@"
                + String.join(",", nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList());
    }

    /** The password of every node. */
    public String password() {
        return RedisProcesses.password();
    }

    /** The slot of a key. */
    public int slotOf(String key) {
        try (RedisTalk talk = anyAwake().talk()) {
            return Math.toIntExact((Long) talk.list("EVAL", "return {redis.call('CLUSTER', 'KEYSLOT', ARGV[1])}", "0", key).getFirst());
        }
    }

    /** The master that has the key's slot: to be killed, or paused and resumed, or started again. */
    public StoppableRedis masterOf(String key) {
        return ownerOf(slotOf(key));
    }

    /** The replica of that master. */
    public StoppableRedis replicaOf(String key) {
        String master = ClusterNode.idOf(ownerOf(slotOf(key)));
        return nodes.stream().filter(node -> node.isAwake() && ClusterNode.isReplicaOf(master, node)).findFirst().orElseThrow();
    }

    /** A conversation with the master that has the key's slot, to be closed. */
    public RedisTalk talkToMasterOf(String key) {
        return ownerOf(slotOf(key)).talk();
    }

    /** Moves the key's slot with all that is in it from its master to another. */
    public void moveSlotOf(String key) {
        int slot = slotOf(key);
        ProcessRedis from = ownerOf(slot);
        ProcessRedis to = masters().filter(other -> other != from).findFirst().orElseThrow();
        ClusterNode.ask(to, "CLUSTER", "SETSLOT", Integer.toString(slot), "IMPORTING", ClusterNode.idOf(from));
        ClusterNode.ask(from, "CLUSTER", "SETSLOT", Integer.toString(slot), "MIGRATING", ClusterNode.idOf(to));
        moveKeys(slot, from, to);
        // The new owner first: it raises its epoch, and whoever hears of both believes it.
        Stream.concat(Stream.of(to, from), masters().filter(other -> other != from && other != to).toList().stream())
                .forEach(node -> ClusterNode.ask(node, "CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", ClusterNode.idOf(to)));
    }

    private void moveKeys(int slot, ProcessRedis from, ProcessRedis to) {
        try (RedisTalk talk = from.talk()) {
            List<Object> keys = keysIn(talk, slot);
            while (!keys.isEmpty()) {
                Stream<String> command = Stream.of("MIGRATE", "127.0.0.1", Integer.toString(to.port()), "", "0",
                        Integer.toString(MIGRATE_MILLIS),
                        "AUTH", password(), "KEYS");
                talk.ask(Stream.concat(command, keys.stream().map(String.class::cast)).toArray(String[]::new));
                keys = keysIn(talk, slot);
            }
        }
    }

    private static List<Object> keysIn(RedisTalk talk, int slot) {
        return talk.list("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), Integer.toString(KEYS_AT_ONCE));
    }

    /** Waits until the key's slot has a master other than that one. */
    public void awaitMasterOtherThan(StoppableRedis former, String key) {
        Soon.that("another node is master", () -> masterOf(key) != former);
    }

    /** Waits until all nodes that are awake see every slot served, by the same masters, and every replica follows one. */
    public void awaitHealthy() {
        Soon.that("the cluster is well", () -> {
            List<ProcessRedis> awake = nodes.stream().filter(ProcessRedis::isAwake).toList();
            return awake.stream().allMatch(ClusterNode::isWell)
                    && awake.stream().map(ClusterNode::owners).distinct().count() == 1;
        });
    }

    private ProcessRedis ownerOf(int slot) {
        int port = ClusterNode.owners(anyAwake()).get(slot);
        return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }

    private Stream<ProcessRedis> masters() {
        List<Integer> ports = ClusterNode.owners(anyAwake()).values().stream().distinct().toList();
        return nodes.stream().filter(node -> ports.contains(node.port()) && node.isAwake());
    }

    private ProcessRedis anyAwake() {
        return nodes.stream().filter(ProcessRedis::isAwake).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        nodes.forEach(ProcessRedis::close);
    }
}
