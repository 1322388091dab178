package io.parley.perf.crowd;

import java.util.Arrays;
import java.util.Locale;

/** Times of one kind, few enough to be kept one by one. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = time;
    }

    /** In milliseconds; 0 if there are none. */
    String quantile(double which) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        long time = count == 0 ? 0 : sorted[Math.min(count - 1, (int) (which * count))];
        return String.format(Locale.ROOT, "%.2f", time / 1e6);
    }
}
