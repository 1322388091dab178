package io.parley.domain.preference;

import java.util.Optional;
import java.util.Set;

/** What of a user's preferences is to be other than it was; what is empty stays. The bounds are those of {@link Preferences}. */
public record PreferencesChange(Optional<Set<MutedChannel>> mutedChannels, Optional<Set<String>> mutedEvents,
        Optional<Visibility> presence) {
    /** @throws IllegalArgumentException as {@link Preferences} does */
    public PreferencesChange {
        Preferences bounded = new Preferences(mutedChannels.orElse(Set.of()), mutedEvents.orElse(Set.of()), Visibility.VISIBLE);
        mutedChannels = mutedChannels.map(_ -> bounded.mutedChannels());
        mutedEvents = mutedEvents.map(_ -> bounded.mutedEvents());
    }

    /** Everything is to be like that. */
    public static PreferencesChange to(Preferences whole) {
        return new PreferencesChange(Optional.of(whole.mutedChannels()), Optional.of(whole.mutedEvents()),
                Optional.of(whole.presence()));
    }

    /** What comes of it. */
    public Preferences appliedTo(Preferences before) {
        return new Preferences(mutedChannels.orElse(before.mutedChannels()), mutedEvents.orElse(before.mutedEvents()),
                presence.orElse(before.presence()));
    }
}
