package io.parley.bootstrap.hazard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Collects what is logged as an error, or with an exception. The lines about each connection are silent meanwhile. */
final class Complaints extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final Logger CONNECTIONS = (Logger) LoggerFactory.getLogger("io.parley.connections");

    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Level usual = CONNECTIONS.getLevel();

    private Complaints() {}

    /** To be called when the node has started: a start puts the log in its own order. */
    static Complaints collect() {
        Complaints complaints = new Complaints();
        complaints.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        complaints.start();
        ROOT.addAppender(complaints);
        CONNECTIONS.setLevel(Level.WARN);
        return complaints;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
            String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            all.add(event + " " + event.getKeyValuePairs() + " " + trace);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        CONNECTIONS.setLevel(usual);
        ROOT.detachAppender(this);
        stop();
    }
}
