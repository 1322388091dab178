package io.parley.application.limit;

import java.time.Duration;

import io.parley.domain.limit.Rate;

/**
 * Port: token buckets that all nodes share, each with a name. One that nobody took from for as long as it takes to fill is full, and costs nothing.
 * Thread-safe; blocks for a round trip.
 */
public interface Buckets {
    /**
     * What came of asking.
     *
     * @param tokens how many may pass
     * @param after  if none: after what time one may, if nobody else takes it
     */
    record Grant(int tokens, Duration after) {}

    /**
     * Takes as many as are wanted, or as many as there are: in any stretch of time, by the store's clock, no more than the rate, whoever asks.
     *
     * @param rate the bucket's; asked with another, it goes on with that
     * @throws io.parley.application.Unavailable if the store did not answer; some may be taken
     */
    Grant take(String name, Rate rate, int wanted);
}
