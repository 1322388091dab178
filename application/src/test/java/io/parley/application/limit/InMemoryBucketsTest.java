package io.parley.application.limit;

import java.time.Duration;

import io.parley.application.ManualClock;

class InMemoryBucketsTest extends BucketsContract {
    private final ManualClock clock = new ManualClock();
    private final Buckets buckets = new InMemoryBuckets(clock);

    @Override
    protected Buckets one() {
        return buckets;
    }

    @Override
    protected Buckets other() {
        return buckets;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }
}
