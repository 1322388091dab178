package io.parley.domain.planted;

/** Breaks: the domain has no randomness; and this package is not marked. */
public final class Dice {
    public double roll() {
        return Math.random();
    }
}
