package io.parley.bootstrap.reliability;

import java.time.Duration;

import io.parley.bootstrap.testing.HubProcess;
import io.parley.devservices.testing.StoppableRedis;

/** What can go wrong. */
final class Faults {

    private Faults() {}

    static Fault redisDown(StoppableRedis redis) {
        return Fault.lasting("Redis down", redis::stop, redis::start);
    }

    static Fault scriptsFlushed(String redisUrl) {
        return Fault.once("script cache flushed", () -> RedisConsole.at(redisUrl).run("SCRIPT", "FLUSH"));
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
