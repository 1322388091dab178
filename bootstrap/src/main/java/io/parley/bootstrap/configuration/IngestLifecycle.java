package io.parley.bootstrap.configuration;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.parley.adapters.redis.ingest.RedisIngest;

/** Sources are heard when the node is up, and handed over as soon as it goes away, while everything else still works. */
@Component
class IngestLifecycle implements SmartLifecycle {
    private final RedisIngest ingest;
    private volatile boolean running;

    IngestLifecycle(RedisIngest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void start() {
        running = true;
        ingest.start();
    }

    @Override
    public void stop() {
        running = false;
        ingest.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** With the hub's own: the last to start, the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
