package io.parley.domain.delivery;

/**
 * Which of two channels goes first where a client cannot take both at once. Inside a channel nothing overtakes anything: what was said before
 * goes before, whatever its priority.
 */
public enum Priority {
    HIGH, NORMAL, LOW
}
