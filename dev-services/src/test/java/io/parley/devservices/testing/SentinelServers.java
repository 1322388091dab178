package io.parley.devservices.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.parley.devservices.LoopbackPorts;

/**
 * A Redis master with two replicas and three Sentinels that watch it, as processes on loopback behind one password. Where Docker is too: a
 * Sentinel tells addresses, and those of containers lead nowhere outside. For one thread.
 */
public final class SentinelServers implements AutoCloseable {
    /** What the Sentinels call the master, whoever it is. */
    public static final String MASTER_NAME = "parley";
    private static final int SERVERS = 3;
    private static final int SENTINELS = 3;
    private static final Duration DOWN_AFTER = Duration.ofSeconds(2);
    private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(10);

    /** How often Sentinels tell one another of the master, four times of which they wait before they correct a server, and ask what it is. */
    private static final List<String> IN_TIME = List.of("SENTINEL", "DEBUG", "publish-period", "2000", "info-period", "10000");
    private static final List<String> SOON = List.of("SENTINEL", "DEBUG", "publish-period", "250", "info-period", "1000");

    private final List<ProcessRedis> servers = new ArrayList<>();
    private final List<ProcessRedis> sentinels = new ArrayList<>();

    private SentinelServers() {}

    /** Starts them with a down-after of 2 s and a failover time-out of 10 s; returns when all is well. */
    public static SentinelServers start() {
        return start(DOWN_AFTER, FAILOVER_TIMEOUT);
    }

    /**
     * Starts them and returns when all is well.
     *
     * @param downAfter       for how long a server does not answer before a Sentinel believes it down
     * @param failoverTimeout how long a failover may take before another is tried
     */
    public static SentinelServers start(Duration downAfter, Duration failoverTimeout) {
        SentinelServers started = new SentinelServers();
        try {
            started.startServers();
            started.startSentinels(downAfter, failoverTimeout);
            started.awaitHealthy();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void startServers() {
        // No pause before a copy, for the sake of other replicas that might want one.
        List<String> settings = List.of("masterauth " + RedisProcesses.password(), "repl-diskless-sync-delay 0");
        servers.add(RedisProcesses.start(settings));
        List<String> following = Stream.concat(settings.stream(), Stream.of("replicaof 127.0.0.1 " + servers.getFirst().port())).toList();
        for (int i = 1; i < SERVERS; i++) {
            servers.add(RedisProcesses.start(following));
        }
        Soon.that("the replicas follow", () -> replicasOnline(servers.getFirst()) == SERVERS - 1);
    }

    private void startSentinels(Duration downAfter, Duration failoverTimeout) {
        List<Integer> ports = IntStream.range(0, SENTINELS).mapToObj(_ -> LoopbackPorts.anyFree()).toList();
        for (int i = 0; i < SENTINELS; i++) {
            List<String> settings = new ArrayList<>(List.of("appendonly no", "sentinel myid " + idOf(i),
                    "sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + servers.getFirst().port() + " 2",
                    "sentinel auth-pass " + MASTER_NAME + " " + RedisProcesses.password(),
                    "sentinel sentinel-pass " + RedisProcesses.password(),
                    "sentinel down-after-milliseconds " + MASTER_NAME + " " + downAfter.toMillis(),
                    "sentinel failover-timeout " + MASTER_NAME + " " + failoverTimeout.toMillis()));
            servers.stream().skip(1).forEach(replica -> settings.add(known("replica", replica.port())));
            for (int other = 0; other < SENTINELS; other++) {
                if (other != i) {
                    settings.add(known("sentinel", ports.get(other)) + " " + idOf(other));
                }
            }
            sentinels.add(RedisProcesses.start(ports.get(i), settings));
        }
    }

    /** They would find one another within seconds; told at the start, they need not. */
    private static String known(String kind, int port) {
        return "sentinel known-" + kind + " " + MASTER_NAME + " 127.0.0.1 " + port;
    }

    private static String idOf(int sentinel) {
        return Integer.toString(sentinel + 1).repeat(40);
    }

    /** {@code redis-sentinel://:password@host:port,host:port,host:port/name} */
    public String url() {
        return "redis-sentinel://:" + RedisProcesses.password() + "@"
                + String.join(",", sentinels.stream().map(sentinel -> "127.0.0.1:" + sentinel.port()).toList()) + "/" + MASTER_NAME;
    }

    /** The password of the servers and the Sentinels. */
    public String password() {
        return RedisProcesses.password();
    }

    /** The port of the server that the Sentinels call master at the moment. */
    public int masterPort() {
        for (ProcessRedis sentinel : sentinels) {
            if (sentinel.isAwake()) {
                try (RedisTalk talk = sentinel.talk()) {
                    return masterPort(talk);
                }
            }
        }
        throw new IllegalStateException("No Sentinel is awake");
    }

    private static int masterPort(RedisTalk sentinel) {
        return Integer.parseInt((String) sentinel.list("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME).getLast());
    }

    /** The server that the Sentinels call master at the moment: to be killed, or paused and resumed, or started again. */
    public StoppableRedis master() {
        int port = masterPort();
        return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
    }

    /** A conversation with the master, to be closed. */
    public RedisTalk talkToMaster() {
        return RedisTalk.with(masterPort(), password());
    }

    /** One of the three Sentinels, 0 to 2: to be killed and so on. */
    public StoppableRedis sentinel(int number) {
        return sentinels.get(number);
    }

    /** Waits until all Sentinels that are awake agree on a master other than that one, and it says that it is. */
    public void awaitMasterOtherThan(int port) {
        Soon.that("another server is master", () -> agreed() && masterPort() != port);
    }

    /**
     * Waits until all Sentinels that are awake agree on a master and all servers that are awake follow it. A master that came back is believed to
     * be one for 8 s, and looked at every 10 s; while somebody waits here, for an eighth of that.
     */
    public void awaitHealthy() {
        look(SOON);
        try {
            Soon.that("the replicas follow the one master",
                    () -> agreed() && isFollowed(servers.stream().filter(s -> s.port() == masterPort()).findFirst().orElseThrow()));
        } finally {
            look(IN_TIME);
        }
    }

    private void look(List<String> periods) {
        sentinels.stream().filter(ProcessRedis::isAwake).forEach(sentinel -> {
            try (RedisTalk talk = sentinel.talk()) {
                talk.ask(periods.toArray(String[]::new));
            }
        });
    }

    private boolean agreed() {
        List<Integer> named = sentinels.stream().filter(ProcessRedis::isAwake).map(sentinel -> {
            try (RedisTalk talk = sentinel.talk()) {
                return masterPort(talk);
            }
        }).distinct().toList();
        return named.size() == 1 && isMaster(named.getFirst());
    }

    private boolean isMaster(int port) {
        try (RedisTalk talk = RedisTalk.with(port, password())) {
            return "master".equals(talk.list("ROLE").getFirst());
        }
    }

    private boolean isFollowed(ProcessRedis master) {
        return replicasOnline(master) >= servers.stream().filter(ProcessRedis::isAwake).count() - 1;
    }

    private static long replicasOnline(ProcessRedis master) {
        try (RedisTalk talk = master.talk()) {
            return talk.text("INFO", "replication").lines().filter(line -> line.matches("slave\\d+:.*state=online.*")).count();
        }
    }

    @Override
    public void close() {
        // The Sentinels first: they would make somebody master.
        sentinels.forEach(ProcessRedis::close);
        servers.forEach(ProcessRedis::close);
    }
}
