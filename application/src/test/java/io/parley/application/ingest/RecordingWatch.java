package io.parley.application.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what became of messages. */
public final class RecordingWatch implements IngestWatch {
    /** One fate: of which source, by its configured text, and why. */
    public record Met(String source, Fate fate, String why) {}

    private final List<Met> met = new CopyOnWriteArrayList<>();

    @Override
    public void met(IngestRule rule, Arrival arrival, Fate fate, String why) {
        met.add(new Met(rule.source().toString(), fate, why));
    }

    /** All, in their order. */
    public List<Met> all() {
        return List.copyOf(met);
    }
}
