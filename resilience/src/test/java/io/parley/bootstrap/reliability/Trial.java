package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.parley.bootstrap.testing.HubProcess;
import io.parley.devservices.testing.ClusterServers;
import io.parley.devservices.testing.SentinelServers;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TcpProxy;
import io.parley.devservices.testing.TestServers;

/**
 * A drill at its full length, on servers and node processes of its own.
 *
 * @param name   by which it can be chosen
 * @param during how long the fault lasts, if it is one that is healed
 * @param scene  puts servers and nodes on the site, and makes the fault
 */
record Trial(String name, String channels, Duration during, Mark mark, Function<Site, Fault> scene) {
    private static final Duration NONE = Duration.ZERO;
    private static final int SLOW = 10;

    /** Those of {@code docs/reliability.md}, in its order. */
    static List<Trial> all() {
        return List.of(
                new Trial("redis-restarted-empty", Site.LEDGER, Duration.ofSeconds(5), Marks.REDIS_RESTARTED_EMPTY,
                        site -> Faults.redisRestartedEmpty(oneRedis(site))),
                new Trial("redis-down", Site.LEDGER, Duration.ofSeconds(20), Marks.REDIS_DOWN, site -> Faults.redisDown(oneRedis(site))),
                new Trial("redis-paused", Site.LEDGER, Duration.ofSeconds(15), Marks.REDIS_PAUSED,
                        site -> Faults.redisPaused(oneRedis(site))),
                new Trial("node-cut", Site.LEDGER, Duration.ofSeconds(15), Marks.NODE_CUT_FROM_REDIS, Trial::nodeCut),
                new Trial("scripts-flushed", Site.LEDGER, NONE, Marks.SCRIPTS_FLUSHED, site -> Faults.scriptsFlushed(oneRedis(site))),
                new Trial("sentinel-killed-replica", Site.VAULT, NONE, Marks.MASTER_KILLED,
                        site -> Faults.masterKilled(sentinels(site)).called("Sentinel: master killed, ack-from replica")),
                new Trial("sentinel-killed", Site.LEDGER, NONE, Marks.MASTER_KILLED_TOLD, site -> Faults.masterKilled(sentinels(site))),
                new Trial("sentinel-hung-replica", Site.VAULT, Duration.ofSeconds(20), Marks.MASTER_HUNG,
                        site -> Faults.masterHung(sentinels(site)).called("Sentinel: master hung, ack-from replica")),
                new Trial("sentinel-hung", Site.LEDGER, Duration.ofSeconds(20), Marks.MASTER_HUNG_TOLD,
                        site -> Faults.masterHung(sentinels(site))),
                new Trial("slot-moved", Site.LEDGER, NONE, Marks.SLOT_MOVED, site -> Faults.slotMoved(cluster(site))),
                new Trial("cluster-killed-replica", Site.VAULT, NONE, Marks.MASTER_KILLED,
                        site -> Faults.masterKilled(cluster(site)).called("Cluster: master killed, ack-from replica")),
                new Trial("hub-killed", Site.LEDGER, NONE, Marks.HUB_KILLED, site -> Faults.hubKilled(secondNode(site))),
                new Trial("hub-paused", Site.LEDGER, Duration.ofSeconds(20), Marks.HUB_PAUSED, site -> Faults.hubPaused(secondNode(site))),
                new Trial("connections-cut", Site.LEDGER, NONE, Marks.EVERY_CONNECTION_CUT, Trial::connectionsCut),
                new Trial("history-trimmed", Site.SCROLL, NONE, Marks.HISTORY_TRIMMED, Trial::historyTrimmed));
    }

    Report run(int subscribers) {
        try (Site site = new Site()) {
            Fault fault = scene.apply(site);
            return new Drill(site.hubs(), channels, fault, Pace.full(subscribers, during)).run();
        }
    }

    private static StoppableRedis oneRedis(Site site) {
        StoppableRedis redis = site.keep(TestServers.startRedis());
        nodes(site, redis.url(), redis.url());
        return redis;
    }

    private static Fault nodeCut(Site site) {
        StoppableRedis redis = site.keep(TestServers.startRedis());
        TcpProxy network = site.keep(TcpProxy.to("127.0.0.1", Faults.port(redis)));
        nodes(site, redis.url(), Faults.through(network, redis));
        return Faults.nodeCutFromRedis(network);
    }

    private static SentinelServers sentinels(Site site) {
        SentinelServers servers = site.keep(SentinelServers.start());
        nodes(site, servers.url(), servers.url());
        return servers;
    }

    private static ClusterServers cluster(Site site) {
        ClusterServers servers = site.keep(ClusterServers.start());
        nodes(site, servers.url(), servers.url());
        return servers;
    }

    private static HubProcess secondNode(Site site) {
        return nodes(site, TestServers.redisUrl(), TestServers.redisUrl());
    }

    private static Fault connectionsCut(Site site) {
        oneRedis(site);
        return Faults.everyConnectionCut();
    }

    private static Fault historyTrimmed(Site site) {
        oneRedis(site);
        return Faults.historyTrimmed(SLOW, Duration.ofSeconds(5));
    }

    /** Two of them; returns the second. */
    private static HubProcess nodes(Site site, String redisUrl, String otherRedisUrl) {
        site.process("node-a", redisUrl);
        return site.process("node-b", otherRedisUrl);
    }
}
