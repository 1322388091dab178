package io.parley.domain.planted;

import java.time.LocalDate;
import java.util.function.Supplier;

/** Breaks: the domain has no clock. */
public final class ClockReference {
    public Supplier<LocalDate> today() {
        return LocalDate::now;
    }
}
