package io.parley.bootstrap.reliability;

import java.time.Duration;

/**
 * How large a drill is, and how long its parts are.
 *
 * @param before how long the load runs before the fault
 * @param during how long a fault lasts that is healed
 * @param after  how long the load runs on
 * @param settle how long all may take at most, after the load, to be acknowledged and heard
 */
record Pace(int subscribers, Duration before, Duration during, Duration after, Duration settle) {
    /** Of the marks: a hundred messages a second. */
    static final int PER_SECOND = 100;
    /** Each waits for its acknowledgement: ten of them keep the rate as long as one takes less than 100 ms. */
    static final int PUBLISHERS = 10;

    /** For the build: the load of the issue, and just enough time for the fault to do harm. */
    static Pace brief(Duration during) {
        return new Pace(50, Duration.ofSeconds(1), during, Duration.ofSeconds(3), Duration.ofSeconds(15));
    }

    /** The same, with more time to see it heal. */
    Pace runningOn(Duration longer) {
        return new Pace(subscribers, before, during, longer, settle);
    }

    /** The same, where not everything is heard: who waits for that waits in vain, for as long as this. */
    Pace settlingIn(Duration shorter) {
        return new Pace(subscribers, before, during, after, shorter);
    }

    /** For the marks. */
    static Pace full(int subscribers, Duration during) {
        return new Pace(subscribers, Duration.ofSeconds(5), during, Duration.ofSeconds(15), Duration.ofSeconds(15));
    }
}
