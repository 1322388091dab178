package io.parley.application.extension;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what extensions failed at. */
public final class RecordingExtensionWatch implements ExtensionWatch {
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<Throwable> causes = new CopyOnWriteArrayList<>();

    @Override
    public void failed(String extension, Failure failure, Optional<Throwable> cause) {
        names.add(extension);
        failures.add(failure);
        cause.ifPresent(causes::add);
    }

    /** How they failed, in order. */
    public List<Failure> failures() {
        return failures;
    }

    /** Who failed, in order. */
    public List<String> names() {
        return names;
    }

    /** What was thrown, in order. */
    public List<Throwable> causes() {
        return causes;
    }
}
