package io.parley.domain.presence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.parley.domain.payload.Payload;

/**
 * What a member of a channel says of himself there, on all his devices together.
 *
 * @param data      JSON values by name; {@link #NAME} and {@link #STATUS}, which are strings, among them
 * @param awaySince since when none of his devices has done anything; empty: he is there
 */
public record MemberState(Map<String, Payload> data, Optional<Instant> awaySince) {
    /** Nothing. */
    public static final MemberState NONE = new MemberState(Map.of(), Optional.empty());
    /** As many bytes as names and values may have together. */
    public static final int MAX_BYTES = 4096;
    /** What others call him, unless his token says it. */
    public static final String NAME = "name";
    /** What he does. */
    public static final String STATUS = "status";
    /** His picture, unless his token says it. */
    public static final String AVATAR = "avatar";
    /** The status of a member who does nothing, unless he has said another. */
    public static final String AWAY = "away";

    public MemberState {
        data = Map.copyOf(data);
    }

    /** With the update; what it does not name stays as it is. */
    public MemberState with(MemberUpdate update) {
        Map<String, Payload> merged = new TreeMap<>(data);
        update.changes().forEach((name, value) -> {
            if (value.equals(Payload.NULL)) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        return new MemberState(merged, awaySince);
    }

    /** The names that have another value than in the other one, or stand in one of the two alone. */
    public Set<String> namesOtherThanIn(MemberState other) {
        Set<String> names = new TreeSet<>(data.keySet());
        names.addAll(other.data.keySet());
        names.removeIf(name -> Objects.equals(data.get(name), other.data.get(name)));
        return names;
    }

    /** The same, who does nothing since then; empty: who is there. */
    public MemberState awaySince(Optional<Instant> since) {
        return new MemberState(data, since);
    }

    /** How many bytes names and values have together. */
    public int bytes() {
        return data.entrySet().stream()
                .mapToInt(one -> one.getKey().getBytes(StandardCharsets.UTF_8).length + one.getValue().bytes().length)
                .sum();
    }
}
