package io.parley.domain.planted;

/** Breaks: the domain has no clock. */
public final class ClockReader {
    public long read() {
        return System.nanoTime();
    }
}
