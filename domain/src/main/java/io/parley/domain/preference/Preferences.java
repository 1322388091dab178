package io.parley.domain.preference;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.parley.domain.channel.ChannelName;

/**
 * What a user wants, on all his devices.
 *
 * @param mutedChannels of these he hears no messages; at most {@value #MAX_MUTED}
 * @param mutedEvents   messages with these events he does not hear, in whatever channel; at most {@value #MAX_MUTED}
 * @param presence      whether he stands in the rosters that others see
 */
public record Preferences(Set<MutedChannel> mutedChannels, Set<String> mutedEvents, Visibility presence) {
    /** Bounds what is kept, travels to every node, and is compared when a channel is entered. */
    public static final int MAX_MUTED = 100;
    /** What holds for who never said anything: he hears everything, and is seen. */
    public static final Preferences NONE = new Preferences(Set.of(), Set.of(), Visibility.VISIBLE);

    /** @throws IllegalArgumentException if too much is muted, or something that is no event; ask {@link #isEvent} where it came from outside */
    public Preferences {
        if (mutedChannels.size() > MAX_MUTED || mutedEvents.size() > MAX_MUTED) {
            throw new IllegalArgumentException("A user mutes at most " + MAX_MUTED + " channels and " + MAX_MUTED + " events");
        }
        mutedChannels = Set.copyOf(mutedChannels);
        mutedEvents = Set.copyOf(mutedEvents);
        if (!mutedEvents.stream().allMatch(Preferences::isEvent)) {
            throw new IllegalArgumentException("An event has 1-" + ChannelName.MAX_LENGTH + " characters");
        }
    }

    /** Whether a text can be a message's event: as long as a channel's name may be, and whole characters. */
    public static boolean isEvent(String text) {
        return !text.isEmpty() && text.length() <= ChannelName.MAX_LENGTH && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether others see him. */
    public boolean isVisible() {
        return presence == Visibility.VISIBLE;
    }

    /**
     * What he does not want to hear of a channel.
     *
     * @param channel by its canonical name
     */
    public Muting mutingIn(ChannelName channel) {
        if (equals(NONE) || !MutedChannel.canBeMuted(channel)) {
            return Muting.NOTHING;
        }
        if (mutedChannels.stream().anyMatch(muted -> muted.covers(channel))) {
            return Muting.EVERYTHING;
        }
        return mutedEvents.isEmpty() ? Muting.NOTHING : new Muting(false, mutedEvents);
    }
}
