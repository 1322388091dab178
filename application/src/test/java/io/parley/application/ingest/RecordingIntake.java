package io.parley.application.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes in whatever comes, unless the test says otherwise, and remembers it. */
public final class RecordingIntake implements Intake {
    /** Something that came. */
    public record Taken(String name, Optional<String> event, Optional<String> key, String json) {}

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private volatile Function<Taken, Fate> fates = _ -> Fate.DELIVERED;

    /** From now on messages meet that fate. */
    public void answering(Function<Taken, Fate> answer) {
        fates = answer;
    }

    @Override
    public Fate take(IngestRule rule, Arrival arrival, byte[] json) {
        Taken message = new Taken(arrival.name(), arrival.event(), arrival.key(), new String(json, StandardCharsets.UTF_8));
        Fate fate = fates.apply(message);
        taken.add(message);
        return fate;
    }

    @Override
    public void drop(IngestRule rule, Arrival arrival, String why) {
        dropped.add(arrival.name());
    }

    /** All that came, in its order. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** The messages that came, in their order. */
    public List<String> messages() {
        return taken.stream().map(Taken::json).toList();
    }

    /** The names on which something came that was dropped. */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }
}
