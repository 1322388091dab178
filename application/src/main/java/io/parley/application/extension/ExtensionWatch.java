package io.parley.application.extension;

import java.util.Optional;

/** Port: sees what extensions fail at. Never blocks, never throws. Thread-safe. */
public interface ExtensionWatch {
    /** How an extension can fail. */
    enum Failure {
        /** It threw, or answered what no client could read. */
        THREW,
        /** It did not answer in time. */
        TIMED_OUT,
        /** As many questions as it may have are open, and none of them was answered in time. */
        CROWDED,
        /** It did not answer the last questions, and is not asked for a while. */
        SUSPENDED
    }

    /**
     * An extension was cut off.
     *
     * @param extension its name: one of as many as there are extensions
     * @param cause     what it threw
     */
    void failed(String extension, Failure failure, Optional<Throwable> cause);
}
