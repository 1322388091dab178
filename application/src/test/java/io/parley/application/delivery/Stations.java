package io.parley.application.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;

/** Stations of nodes that do everything at once. */
final class Stations {
    /** How long a channel that nobody hears is still followed. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private Stations() {}

    static Station of(Backplane backplane, PlainRules rules, ChannelWatch watch, ManualTimers timers) {
        return of(backplane, new InMemoryMessageArchive(), rules, watch, timers);
    }

    static Station of(Backplane backplane, MessageArchive archive, PlainRules rules, ChannelWatch watch, ManualTimers timers) {
        return new Station(backplane, new Histories(backplane, archive), rules, watch, timers, Runnable::run, new Semaphore(1), GRACE,
                timers.clock());
    }
}
