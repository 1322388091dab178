package io.parley.adapters.redis.ingest;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;

/**
 * The right to do something that one node of the cluster does at a time. One thread takes, renews and releases it; any may ask whether a term of
 * it is still running.
 */
final class Lease {
    private static final Script HOLD = Script.of("hold-lease.lua");
    private static final Script RELEASE = Script.of("release-lease.lua");
    /** Two renewals may be late or lost, and the third still comes in time. */
    private static final int RENEWALS = 3;
    /** A sixth of the lease: what the clocks of node and Redis may differ in running, and what a node may be held up between asking and acting. */
    private static final int MARGIN = 6;

    /** What came of asking for it. */
    enum Hold {
        /** It is this node's from now on, and was not a moment ago: a new term. */
        TAKEN,
        /** It still is. */
        KEPT,
        /** It is another node's. */
        ANOTHERS
    }

    /**
     * A time in which nobody else held it.
     *
     * @param until when it ends, by the node's own clock, unless it is renewed
     */
    private record Term(long number, long until) {}

    private final RedissonClient redis;
    private final List<String> key;
    private final String holder;
    private final Duration length;
    private final LongSupplier nanos;
    private volatile Term term;
    private long renewAt;

    /**
     * A lease that is not asked for yet.
     *
     * @param holder this node in this life: a name that nobody had before
     * @param nanos  a clock that only runs forward
     */
    Lease(RedissonClient redis, String key, String holder, Duration length, LongSupplier nanos) {
        this.redis = redis;
        this.key = List.of(key);
        this.holder = holder;
        this.length = length;
        this.nanos = nanos;
        this.term = new Term(0, nanos.getAsLong());
        this.renewAt = term.until();
    }

    /**
     * Takes or renews it; Redis is asked only when it is time to.
     *
     * @throws io.parley.application.Unavailable if Redis does not answer: the term, if one is running, goes on to its end
     */
    Hold hold() {
        long asked = nanos.getAsLong();
        if (isRunning(term.number()) && asked - renewAt < 0) {
            return Hold.KEPT;
        }
        long answer = Redis.ask("give a lease",
                () -> HOLD.number(redis, key, Script.bytes(holder), Script.bytes(length.toMillis())));
        if (answer == 0) {
            end();
            return Hold.ANOTHERS;
        }
        // Redis counts from a moment after this one: what is reckoned from here ends before it does there.
        renewAt = asked + length.toNanos() / RENEWALS;
        term = new Term(answer == 1 ? term.number() : term.number() + 1, asked + length.toNanos() - length.toNanos() / MARGIN);
        return answer == 1 ? Hold.KEPT : Hold.TAKEN;
    }

    /** The number of the latest term. */
    long term() {
        return term.number();
    }

    /** Whether that term is still running. */
    boolean isRunning(long number) {
        Term latest = term;
        return latest.number() == number && nanos.getAsLong() - latest.until() < 0;
    }

    private void end() {
        term = new Term(term.number(), nanos.getAsLong());
    }

    /**
     * Ends the term and gives it back, so that another node need not wait. Not held: no effect.
     *
     * @throws io.parley.application.Unavailable if Redis does not answer: it runs out by itself
     */
    void release() {
        end();
        Redis.ask("take a lease back", () -> RELEASE.number(redis, key, Script.bytes(holder)));
    }

    /** How long a node that does not hold it waits before it asks again. */
    Duration patience() {
        return length.dividedBy(RENEWALS);
    }
}
