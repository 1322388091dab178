package io.parley.bootstrap.reliability;

import java.net.URI;
import java.time.Duration;

import io.parley.adapters.redis.Keys;
import io.parley.bootstrap.testing.HubProcess;
import io.parley.devservices.testing.ClusterServers;
import io.parley.devservices.testing.RedisTalk;
import io.parley.devservices.testing.SentinelServers;
import io.parley.devservices.testing.StoppableRedis;
import io.parley.devservices.testing.TcpProxy;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;

/** What can go wrong. */
final class Faults {

    private Faults() {}

    static Fault redisRestartedEmpty(StoppableRedis redis) {
        return Fault.lasting("Redis restarted empty", redis::stop, redis::startEmpty);
    }

    static Fault redisDown(StoppableRedis redis) {
        return Fault.lasting("Redis down", redis::stop, redis::start);
    }

    static Fault redisPaused(StoppableRedis redis) {
        return Fault.lasting("Redis paused", redis::pause, redis::resume);
    }

    /** Nothing passes between one node and Redis, and neither is told. */
    static Fault nodeCutFromRedis(TcpProxy network) {
        return Fault.lasting("one node cut from Redis", network::cut, network::heal);
    }

    static Fault scriptsFlushed(StoppableRedis redis) {
        return Fault.once("script cache flushed", () -> {
            try (RedisTalk talk = redis.talk()) {
                talk.ask("SCRIPT", "FLUSH");
            }
        });
    }

    static int port(StoppableRedis redis) {
        return URI.create(redis.url()).getPort();
    }

    /** The address of the Redis behind the proxy. */
    static String through(TcpProxy proxy, StoppableRedis redis) {
        return "redis://:" + password(redis) + "@127.0.0.1:" + proxy.port();
    }

    private static String password(StoppableRedis redis) {
        return URI.create(redis.url()).getUserInfo().substring(1);
    }

    static Fault masterKilled(SentinelServers servers) {
        StoppableRedis master = servers.master();
        return Fault.once("Sentinel: master killed", master::kill).tidiedBy(() -> {
            master.start();
            servers.awaitHealthy();
        });
    }

    /** It keeps the sockets of those who talk to it, and when it goes on it is a replica. */
    static Fault masterHung(SentinelServers servers) {
        StoppableRedis master = servers.master();
        return Fault.lasting("Sentinel: master hung, then back as a replica", master::pause, master::resume)
                .tidiedBy(servers::awaitHealthy);
    }

    static Fault slotMoved(ClusterServers servers) {
        return Fault.amongClients("Cluster: slot moved", crowd -> servers.moveSlotOf(keyOf(crowd.channel())));
    }

    static Fault masterKilled(ClusterServers servers) {
        return Fault.amongClients("Cluster: master killed", crowd -> {
            String key = keyOf(crowd.channel());
            StoppableRedis master = servers.masterOf(key);
            master.kill();
            servers.awaitMasterOtherThan(master, key);
            master.start(); // As its replica: there is no other, and without one nothing can be acknowledged from a replica.
        }).tidiedBy(servers::awaitHealthy);
    }

    /** Any key of the channel: all of them are in one slot. */
    private static String keyOf(String channel) {
        return Keys.of("any", new ChannelId(RealmId.DEFAULT, new ChannelName(channel)));
    }

    static Fault hubKilled(HubProcess hub) {
        return Fault.once("hub node killed", hub::kill);
    }

    static Fault hubPaused(HubProcess hub) {
        return Fault.lasting("hub node paused longer than its lease", hub::pause, hub::resume);
    }

    static Fault everyConnectionCut() {
        return Fault.amongClients("every client's connection cut once", crowd -> {
            crowd.subscribers().cutAll();
            crowd.load().cutAll();
        });
    }

    /** Of whom some come back after more messages than are kept. */
    static Fault historyTrimmed(int slow, Duration away) {
        return Fault.amongClients("history trimmed under a slow client", crowd -> crowd.subscribers().sendAway(slow, away));
    }
}
