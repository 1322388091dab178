package io.parley.domain.planted;

/** Breaks: the domain has no threads. */
public final class Threaded {
    public void run(Runnable task) {
        Thread.ofVirtual().start(task);
    }
}
