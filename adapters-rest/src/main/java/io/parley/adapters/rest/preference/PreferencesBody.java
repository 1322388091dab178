package io.parley.adapters.rest.preference;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.parley.adapters.rest.RequestBodies;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.Visibility;

/** {@code {"mutedChannels"?, "mutedEvents"?, "presence"?}}; what is left out is as for everybody. In an answer nothing is. */
record PreferencesBody(@Nullable List<@Nullable String> mutedChannels, @Nullable List<@Nullable String> mutedEvents,
        @Nullable String presence) {

    static PreferencesBody of(Preferences preferences) {
        return new PreferencesBody(preferences.mutedChannels().stream().map(MutedChannel::text).sorted().toList(),
                preferences.mutedEvents().stream().sorted().toList(), word(preferences.presence()));
    }

    Preferences preferences() {
        return new Preferences(each("$.mutedChannels", mutedChannels, MutedChannel::isValid, MutedChannel.FORM, MutedChannel::new),
                each("$.mutedEvents", mutedEvents, Preferences::isEvent, "an event", text -> text), visibility());
    }

    private static <T> Set<T> each(String path, @Nullable List<@Nullable String> values, Predicate<String> valid, String form,
            Function<String, T> meaning) {
        if (values == null) {
            return Set.of();
        }
        // A pattern is a name with a star.
        Set<String> texts = RequestBodies.texts(path, values, Preferences.MAX_MUTED, ChannelName.MAX_LENGTH + 1);
        if (!texts.stream().allMatch(valid)) {
            throw RequestBodies.invalid(path + "[]", form, "another");
        }
        return texts.stream().map(meaning).collect(Collectors.toSet());
    }

    private Visibility visibility() {
        return presence == null
                ? Visibility.VISIBLE
                : Stream.of(Visibility.values()).filter(visibility -> word(visibility).equals(presence)).findFirst()
                        .orElseThrow(() -> RequestBodies.invalid("$.presence", "visible or invisible", "another"));
    }

    private static String word(Visibility visibility) {
        return visibility.name().toLowerCase(Locale.ROOT);
    }
}
