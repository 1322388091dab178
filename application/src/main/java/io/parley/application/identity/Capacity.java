package io.parley.application.identity;

import java.util.Optional;

import io.parley.domain.refusal.Refusal;

/**
 * Port: what a node takes upon itself, whoever asks. It is asked before anything that costs something, so it answers from memory. Thread-safe.
 */
public interface Capacity {
    /** A node that takes whoever comes. */
    Capacity UNBOUNDED = new Capacity() {
        @Override
        public Optional<Refusal> rush() {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> reserve() {
            return Optional.empty();
        }

        @Override
        public void giveBack() {
            // It was nobody's.
        }
    };

    /** Why this handshake is one too many, as so many come at once; empty: it is not. Called once for each. */
    Optional<Refusal> rush();

    /** Keeps a place for a connection; if there is none, why. A place that no connection takes within seconds is free again. */
    Optional<Refusal> reserve();

    /** A handshake for which a place is kept comes to nothing. */
    void giveBack();
}
