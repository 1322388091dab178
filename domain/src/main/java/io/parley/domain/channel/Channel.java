package io.parley.domain.channel;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.parley.domain.identity.UserId;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Refusal;

/**
 * One channel with everything that holds in it: the policy of its name, and what is kept about it. What a room says goes before what the policy
 * says.
 *
 * @param captured what stands in the name for the captures of the policy's pattern, as it is spelled there
 */
public record Channel(ChannelId id, ChannelPolicy policy, Map<String, String> captured, ChannelRecord record) {
    /** The rule for that deed. */
    public Rule rule(Deed deed) {
        return record.room().flatMap(room -> room.rules().of(deed)).orElseGet(() -> policy.rules().of(deed));
    }

    /** How many may be in it at once; empty: any number. */
    public OptionalInt capacity() {
        return record.room().map(Room::capacity).filter(OptionalInt::isPresent).orElseGet(policy::capacity);
    }

    /** Why there is no such channel, though its name has a policy; empty: there is. */
    public Optional<Refusal> missing() {
        return policy.rooms() == RoomUse.REQUIRED && record.room().isEmpty()
                ? Optional.of(Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "There is no room " + id.name()))
                : Optional.empty();
    }

    /** Why that user may do nothing in it at that moment; empty: he is not banned. */
    public Optional<Refusal> ban(Optional<UserId> user, Instant now) {
        return user.filter(who -> record.bans().hold(who, now))
                .map(_ -> Refusal.of(ErrorCode.PERMISSION_DENIED, "You are banned from " + id.name()));
    }

    /** The no of the rule for that deed. */
    public Refusal denied(Deed deed) {
        return Refusal.of(ErrorCode.PERMISSION_DENIED, "You may not " + deed.words() + " " + id.name());
    }

    /**
     * What stands for the pattern's captures, as rules read it: the ids that were escaped into the name. What nobody would have escaped so is
     * left out, so that no two names carry the same id; nor can the digest of a long id be read back, except by the user whose it is.
     */
    public Map<String, String> capturedFor(Optional<UserId> user) {
        return EscapedId.read(captured, user);
    }
}
