package io.parley.application.planted;

import java.util.UUID;
import java.util.function.Supplier;

/** Breaks: the application is given ids. */
public final class DiceRolling {
    public Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
