package io.parley.adapters.redis.presence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.parley.adapters.redis.Script;
import io.parley.application.presence.PresenceDirectory;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Changes what a member says of himself: reads it, and writes what comes of it if nobody has changed it in between, otherwise begins again.
 *
 * @param script asks the script of it for its answer to those arguments
 */
record Updating(ChannelId channel, UserId user, MemberUpdate update, Function<byte[][], List<Object>> script) {
    /** All devices of one user together are not so fast that one of them loses as often. */
    private static final int ATTEMPTS = 20;
    private static final byte[] NOTHING = {};

    Outcome<Optional<MemberUpdated>> run() {
        List<Object> answer = ask(NOTHING, NOTHING, NOTHING);
        for (int attempt = 0; attempt < ATTEMPTS && !answer.isEmpty(); attempt++) {
            byte[] read = (byte[]) answer.getFirst();
            MemberState before = RosterCodec.state(read);
            switch (PresenceDirectory.changed(before, update)) {
                case Outcome.Refused<MemberState>(Refusal refusal) -> {
                    return Outcome.refused(refusal);
                }
                case Outcome.Done<MemberState>(MemberState after) -> {
                    Set<String> changed = after.namesOtherThanIn(before);
                    if (changed.isEmpty()) {
                        return Outcome.done(Optional.empty());
                    }
                    answer = ask(read, RosterCodec.bytes(after), RosterCodec.bytes(changed));
                    if (answer.size() > 1) {
                        return Outcome.done(Optional.of(RosterCodec.updated(channel, answer.get(1), changed)));
                    }
                }
            }
        }
        return Outcome.refused(answer.isEmpty()
                ? PresenceDirectory.notThere(channel)
                : Refusal.of(ErrorCode.PRESENCE_UPDATE_FAILED, "Others change the same too fast"));
    }

    private List<Object> ask(byte[] before, byte[] after, byte[] names) {
        return script.apply(new byte[][]{Script.bytes(user.subject()), before, after, names});
    }
}
