package io.parley.domain.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketPropertiesTest {
    private static final Duration INTERVAL = Duration.ofMillis(10);

    /** When something passed, of those who came after such pauses. */
    private static List<Long> granted(TokenBucket bucket, long from, List<Integer> pauses) {
        List<Long> granted = new ArrayList<>();
        long now = from;
        for (int pause : pauses) {
            now += pause * 1_000_000L;
            if (bucket.take(now).isEmpty()) {
                granted.add(now);
            }
        }
        return granted;
    }

    @Property
    void inNoStretchOfTimePassesMoreThanTheBurstAndOneForEachInterval(@ForAll @IntRange(min = 1, max = 20) int burst, @ForAll long from,
            @ForAll @Size(max = 200) List<@IntRange(max = 30) Integer> pauses) {
        List<Long> granted = granted(new TokenBucket(new Rate(burst, INTERVAL), from), from, pauses);
        for (int first = 0; first < granted.size(); first++) {
            for (int last = first; last < granted.size(); last++) {
                long stretch = granted.get(last) - granted.get(first);
                assertThat(last - first + 1).isLessThanOrEqualTo(burst + (int) (stretch / INTERVAL.toNanos()));
            }
        }
    }

    @Property
    void whoWaitsAsLongAsHeIsToldPassesAndWhoWaitsLessDoesNot(@ForAll @IntRange(min = 1, max = 20) int burst, @ForAll long from,
            @ForAll @Size(max = 100) List<@IntRange(max = 12) Integer> pauses, @ForAll @LongRange(min = 1, max = 9_000_000) long less) {
        TokenBucket bucket = new TokenBucket(new Rate(burst, INTERVAL), from);
        long now = from;
        for (int pause : pauses) {
            now += pause * 1_000_000L;
            Optional<Duration> wait = bucket.take(now);
            if (wait.isPresent()) {
                long early = Math.max(wait.get().toNanos() - less, 0);
                assertThat(bucket.take(now + early)).isPresent();
                now += wait.get().toNanos();
                assertThat(bucket.take(now)).isEmpty();
            }
        }
    }

    @Property
    void whoComesOnceInAnIntervalAlwaysPasses(@ForAll @IntRange(min = 1, max = 20) int burst, @ForAll long from) {
        TokenBucket bucket = new TokenBucket(new Rate(burst, INTERVAL), from);
        for (int i = 0; i < 100; i++) {
            assertThat(bucket.take(from + i * INTERVAL.toNanos())).isEmpty();
        }
    }
}
