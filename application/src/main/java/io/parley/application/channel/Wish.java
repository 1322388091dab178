package io.parley.application.channel;

import java.util.Optional;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.identity.Identity;

/**
 * How somebody wants to enter a channel.
 *
 * @param presence whether to be seen and see others, where the channel has presence; may be asked for later, and not taken back
 * @param history  how many of the messages said last he wants to read first
 * @param filter   which messages he wants to hear; empty: all
 * @param shown    himself, as credentials say that he showed for this alone; empty: as he is known
 */
public record Wish(ChannelName channel, boolean presence, int history, Optional<Rule> filter, Optional<Identity> shown) {
    /** Hears everything that is said from now on, and nothing of who is there. */
    public static Wish toHear(ChannelName channel) {
        return new Wish(channel, false, 0, Optional.empty(), Optional.empty());
    }
}
