package io.parley.adapters.wire;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;

/** A user's preferences as the native protocol spells them: {@code {"mutedChannels":[…],"mutedEvents":[…],"presence":"visible"}}. */
final class PreferencesJson {
    private static final String PATH = "$.preferences";
    private static final String CHANNELS = PATH + ".mutedChannels";
    private static final String EVENTS = PATH + ".mutedEvents";
    private static final String PRESENCE = PATH + ".presence";
    /** What a client says when it changes them. */
    static final Set<String> FIELDS = Set.of("$.type", "$.id", PATH, CHANNELS, EVENTS, PRESENCE);

    private PreferencesJson() {}

    static void write(JsonGenerator json, Preferences preferences) {
        json.writeObjectPropertyStart("preferences");
        array(json, "mutedChannels", preferences.mutedChannels().stream().map(MutedChannel::text));
        array(json, "mutedEvents", preferences.mutedEvents().stream());
        json.writeStringProperty("presence", preferences.presence().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, Stream<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.sorted().forEach(json::writeString);
        json.writeEndArray();
    }

    /** What is to be changed, or null and what is wrong with it noted. */
    static @Nullable PreferencesChange read(JsonParser json, CommandDraft draft) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            draft.fault(PATH, "an object", CommandReader.kind(json.currentToken()));
            return null;
        }
        Optional<Set<String>> channels = Optional.empty();
        Optional<Set<String>> events = Optional.empty();
        Optional<Visibility> presence = Optional.empty();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "mutedChannels" -> channels = texts(json, draft, CHANNELS, MutedChannel::isValid, MutedChannel.FORM);
                case "mutedEvents" -> events = texts(json, draft, EVENTS, Preferences::isEvent, "1-255 characters");
                case "presence" -> presence = visibility(json, draft);
                default -> json.skipChildren();
            }
        }
        return new PreferencesChange(channels.map(texts -> each(texts, MutedChannel::new)), events, presence);
    }

    private static Set<MutedChannel> each(Set<String> texts, Function<String, MutedChannel> form) {
        return texts.stream().map(form).collect(Collectors.toSet());
    }

    /** The texts, if they are as many and of the form that they may be; the parser stands at their end. */
    private static Optional<Set<String>> texts(JsonParser json, CommandDraft draft, String path, Predicate<String> valid, String form) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            draft.fault(path, "an array of texts", CommandReader.kind(json.currentToken()));
            json.skipChildren();
            return Optional.empty();
        }
        Set<String> texts = new HashSet<>();
        boolean good = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
            good &= valid.test(text) && texts.size() <= Preferences.MAX_MUTED;
            if (good) {
                texts.add(text);
            }
            json.skipChildren();
        }
        if (!good || texts.size() > Preferences.MAX_MUTED) {
            draft.fault(path, "at most " + Preferences.MAX_MUTED + " texts, each " + form, "others, or more");
            return Optional.empty();
        }
        return Optional.of(texts);
    }

    private static Optional<Visibility> visibility(JsonParser json, CommandDraft draft) {
        Optional<Visibility> visibility = json.currentToken() == JsonToken.VALUE_STRING ? named(json.getString()) : Optional.empty();
        if (visibility.isEmpty()) {
            draft.fault(PRESENCE, "visible or invisible", "another");
            json.skipChildren();
        }
        return visibility;
    }

    private static Optional<Visibility> named(String word) {
        return Stream.of(Visibility.values()).filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }
}
