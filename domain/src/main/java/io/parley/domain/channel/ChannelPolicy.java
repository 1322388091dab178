package io.parley.domain.channel;

import java.util.Optional;
import java.util.OptionalInt;

import io.parley.domain.content.ContentPolicy;
import io.parley.domain.limit.Rate;

/**
 * What holds in the channels of one pattern.
 *
 * @param rules            who may listen, speak and see who is there; a server's broadcast needs none of them
 * @param history          how much is kept for those who come back
 * @param presence         whether the channel has a roster at all
 * @param rooms            what part rooms play
 * @param capacity         how many may be in one channel at once unless its room says otherwise; empty: any number
 * @param stateOnSubscribe whether whoever subscribes is told the newest message that is kept
 * @param rate             how often one user may say something in all channels of the pattern together; empty: as often as anywhere
 * @param content          what may stand in what clients say
 * @param slowConsumers    what becomes of a subscriber to whom more is said than it takes
 */
public record ChannelPolicy(ChannelPattern pattern, Rules rules, History history, boolean presence, RoomUse rooms, OptionalInt capacity,
        boolean stateOnSubscribe, Optional<Rate> rate, ContentPolicy content, SlowConsumerPolicy slowConsumers) {
    /** One without a rate of its own, in which anything may be said and nothing is lost. */
    public ChannelPolicy(ChannelPattern pattern, Rules rules, History history, boolean presence, RoomUse rooms, OptionalInt capacity,
            boolean stateOnSubscribe) {
        this(pattern, rules, history, presence, rooms, capacity, stateOnSubscribe, Optional.empty(), ContentPolicy.ANYTHING,
                SlowConsumerPolicy.DISCONNECT);
    }

    /** @throws IllegalArgumentException for a capacity below 1, or a state on subscribe without a history that holds it */
    public ChannelPolicy {
        if (capacity.isPresent() && capacity.getAsInt() < 1) {
            throw new IllegalArgumentException("A capacity is at least 1, not " + capacity.getAsInt());
        }
        if (stateOnSubscribe && !history.kept()) {
            throw new IllegalArgumentException("There is no state to tell where no history is kept: " + pattern);
        }
    }
}
