package io.parley.application.ingest;

/** Port: sees what becomes of messages of other services. Never blocks, never throws. Thread-safe. */
public interface IngestWatch {
    /**
     * A message met its fate, {@link Fate#PASSED_OVER} excepted.
     *
     * @param why for a log line, without what the message says; empty where it was delivered
     */
    void met(IngestRule rule, Arrival arrival, Fate fate, String why);
}
