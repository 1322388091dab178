package io.parley.bootstrap.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.parley.application.Unavailable;

/** Something that is done again and again, whether or not it succeeds. Says once that it fails, and once that it does no longer. */
final class Chore implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final Runnable task;
    private boolean failing;

    Chore(String name, Runnable task) {
        this.name = name;
        this.task = task;
    }

    /** Never throws: a task that throws would never run again. */
    @Override
    public void run() {
        try {
            task.run();
            if (failing) {
                LOG.info("{} works again", name);
            }
            failing = false;
        } catch (Unavailable e) {
            if (!failing) {
                LOG.warn("{} fails, and goes on when the store is back: {}", name, e.getMessage());
            }
            failing = true;
        } catch (RuntimeException e) {
            if (!failing && !Thread.currentThread().isInterrupted()) {
                LOG.error("{} fails", name, e);
            }
            failing = true;
        }
    }
}
