package io.parley.application.channel;

import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Identity;

/**
 * How somebody wants to enter a channel.
 *
 * @param presence whether to be seen and see others, where the channel has presence; may be asked for later, and not taken back
 * @param recover  up to where he has heard the channel before; empty: what he may have missed is nothing to him
 * @param history  how many of the messages said last he wants to read first
 * @param filter   which messages he wants to hear; empty: all
 * @param durable  under what name his place is kept, so that what he does not acknowledge is told again; empty: it is not
 * @param shown    himself, as credentials say that he showed for this alone; empty: as he is known
 */
public record Wish(ChannelName channel, boolean presence, Optional<Position> recover, int history, Optional<Rule> filter,
        Optional<DurableName> durable, Optional<Identity> shown) {
    /** Whose place is not kept. */
    public Wish(ChannelName channel, boolean presence, Optional<Position> recover, int history, Optional<Rule> filter,
            Optional<Identity> shown) {
        this(channel, presence, recover, history, filter, Optional.empty(), shown);
    }

    /** Hears everything that is said from now on, and nothing of who is there. */
    public static Wish toHear(ChannelName channel) {
        return new Wish(channel, false, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    /** The same, for one who has heard the channel up to there. */
    Wish recovering(Position position) {
        return new Wish(channel, presence, Optional.of(position), history, filter, durable, shown);
    }
}
