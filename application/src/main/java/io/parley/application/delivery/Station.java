package io.parley.application.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

import io.parley.application.rule.RuleLanguage;
import io.parley.application.time.Timers;

/**
 * What every topic of a node works with.
 *
 * @param executor runs what asks a store
 * @param repairs  how many channels may be repaired at once
 * @param presence how those who hear a channel are told who is there
 * @param slowConsumers what may be lost on the way to a subscriber who is slow
 * @param grace    how long a channel that nobody hears any more is still followed
 */
record Station(Backplane backplane, Histories histories, RuleLanguage rules, ChannelWatch watch, Timers timers, Executor executor,
        Semaphore repairs, PresenceTerms presence, SlowConsumerTerms slowConsumers, Duration grace, InstantSource clock) {
    /** After an outage every channel is looked at; the store has enough to do then. */
    static final int MAX_REPAIRS = 32;
}
