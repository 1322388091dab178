package io.parley.domain.channel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.parley.domain.payload.Payload;

/**
 * What a server has set about one channel, beside the policy of its name. It replaces whatever was set before, whole.
 *
 * @param type     the server's own word for what kind of room it is
 * @param metadata a JSON object that subscribers read; in rules its keys stand at the top of {@code data}, e.g. {@code permissions}
 * @param members  the subjects of the users who belong to it; empty: nobody said
 * @param capacity how many may be in it at once; empty: as the policy says
 * @param rules    in place of the policy's
 */
public record Room(Optional<String> type, Payload metadata, Optional<Set<String>> members, OptionalInt capacity, RoomRules rules) {
    /** A type is a word, not a text. */
    public static final int MAX_TYPE_LENGTH = 64;
    /** It is sent to everybody who subscribes, and read by every rule. */
    public static final int MAX_METADATA_BYTES = 16_384;
    /** A list that is searched at every subscribe. */
    public static final int MAX_MEMBERS = 10_000;
    /** The metadata of a room of which nothing is said. */
    public static final Payload NO_METADATA = Payload.ofJson("{}");
    /** A room of which nothing is said. */
    public static final Room PLAIN = new Room(Optional.empty(), NO_METADATA, Optional.empty(), OptionalInt.empty(), RoomRules.NONE);

    /** @throws IllegalArgumentException for a bound that is not kept */
    public Room {
        if (capacity.isPresent() && capacity.getAsInt() < 1) {
            throw new IllegalArgumentException("A room has a capacity of at least 1, not " + capacity.getAsInt());
        }
        if (type.filter(word -> word.isEmpty() || word.length() > MAX_TYPE_LENGTH).isPresent()) {
            throw new IllegalArgumentException("A room's type has 1-" + MAX_TYPE_LENGTH + " characters");
        }
        if (members.filter(all -> all.size() > MAX_MEMBERS).isPresent()) {
            throw new IllegalArgumentException("A room has at most " + MAX_MEMBERS + " members");
        }
        if (metadata.isBinary() || metadata.bytes().length > MAX_METADATA_BYTES) {
            throw new IllegalArgumentException("A room's metadata is JSON of at most " + MAX_METADATA_BYTES + " bytes, not " + metadata);
        }
        members = members.map(Set::copyOf);
    }
}
