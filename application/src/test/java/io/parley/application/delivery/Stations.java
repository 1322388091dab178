package io.parley.application.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import io.parley.application.ingest.PlainFields;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.presence.Roster;

/** Stations of nodes that do everything at once. */
final class Stations {
    /** How long a channel that nobody hears is still followed. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** Of more members than that only the number is told. */
    static final int ROSTER_LIMIT = 10;

    /** Nobody is ever there. */
    static final PresenceTerms NOBODY = presence(_ -> Roster.EMPTY);

    /** No channel is lossy. */
    static final SlowConsumerTerms NOTHING_IS_LOST = new SlowConsumerTerms(_ -> SlowConsumerPolicy.DISCONNECT, new PlainFields());

    private Stations() {}

    static Station of(Backplane backplane, PlainRules rules, ChannelWatch watch, ManualTimers timers) {
        return of(backplane, new InMemoryMessageArchive(), rules, watch, timers);
    }

    static Station of(Backplane backplane, MessageArchive archive, PlainRules rules, ChannelWatch watch, ManualTimers timers) {
        return of(backplane, archive, rules, watch, timers, _ -> Roster.EMPTY);
    }

    static Station of(Backplane backplane, MessageArchive archive, PlainRules rules, ChannelWatch watch, ManualTimers timers,
            Function<ChannelId, Roster> rosters) {
        return new Station(backplane, new Histories(backplane, archive), rules, watch, timers, Runnable::run, new Semaphore(1),
                presence(rosters), NOTHING_IS_LOST, GRACE, timers.clock());
    }

    private static PresenceTerms presence(Function<ChannelId, Roster> rosters) {
        return new PresenceTerms(rosters, ROSTER_LIMIT, Duration.ofSeconds(3));
    }
}
