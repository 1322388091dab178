package io.parley.domain.planted;

import java.util.concurrent.locks.ReentrantLock;

/** Breaks: the domain has no locks. */
public record Locked(ReentrantLock lock) {}
