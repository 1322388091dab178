package io.parley.application.protocol;

import java.util.Set;

import io.parley.domain.payload.JsonObject;
import io.parley.domain.refusal.Outcome;

/** Port: reads JSON that other services wrote. Stateless and thread-safe. */
public interface JsonReader {
    /**
     * Reads one object, which has to be UTF-8, no deeper than the protocol's 64 levels, and without a name that is there twice in one object.
     *
     * @param paths which of its fields are wanted: names of fields with dots between them. A name that has a dot itself is never found
     * @return the object; refused with RT_007 if it is none. The refusal repeats nothing of what was read
     */
    Outcome<JsonObject> read(byte[] json, Set<String> paths);
}
