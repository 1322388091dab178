package io.parley.application.planted;

import java.time.Instant;

/** Breaks: the application is given time. */
public final class DateStamping {
    public Instant stamp() {
        return Instant.now();
    }
}
