package io.parley.application.ingest;

/** What became of a message of another service. */
public enum Fate {
    /** It was published. */
    DELIVERED,
    /** It could not be understood, or there is no such channel: no repetition will mend that. */
    MALFORMED,
    /** A store did not answer, or the hub was behind: it may have been published; again, it may work. */
    UNAVAILABLE,
    /** A rule that fits its source better takes it. */
    PASSED_OVER
}
