package io.parley.application.ingest;

/** Driven by what hears sources: takes in what other services say. Thread-safe. */
public interface Intake {
    /**
     * Takes a message in. Blocks until it is published, or is not. Never throws.
     *
     * @param rule the one whose source it came from
     * @param json the message, as it came
     */
    Fate take(IngestRule rule, Arrival arrival, byte[] json);

    /**
     * Is told of a message that was heard and is dropped. Never blocks, never throws.
     *
     * @param why for a log line
     */
    void drop(IngestRule rule, Arrival arrival, String why);
}
