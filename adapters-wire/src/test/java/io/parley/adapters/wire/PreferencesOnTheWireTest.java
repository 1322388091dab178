package io.parley.adapters.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;

import static io.parley.adapters.wire.Frames.command;
import static io.parley.adapters.wire.Frames.id;
import static io.parley.adapters.wire.Frames.pathIn;
import static org.assertj.core.api.Assertions.assertThat;

class PreferencesOnTheWireTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** A change as a client writes it. */
    static String spelled(PreferencesChange change) {
        List<String> fields = new ArrayList<>();
        change.mutedChannels().ifPresent(muted -> fields.add(
                "\"mutedChannels\":" + JSON.writeValueAsString(muted.stream().map(MutedChannel::text).toList())));
        change.mutedEvents().ifPresent(muted -> fields.add("\"mutedEvents\":" + JSON.writeValueAsString(muted)));
        change.presence().ifPresent(presence -> fields.add("\"presence\":\"" + presence.name().toLowerCase(Locale.ROOT) + '"'));
        return "\"preferences\":{" + String.join(",", fields) + "}";
    }

    private static String update(String preferences) {
        return "{\"type\":\"preferences:update\",\"preferences\":" + preferences + "}";
    }

    private static String texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void preferencesAreAskedForByTheirName() {
        assertThat(command("{\"type\":\"preferences\",\"id\":1}")).isEqualTo(new ClientCommand.SeePreferences(id("1")));
    }

    @Test
    void whatIsNotNamedIsNotChanged() {
        assertThat(command(update("{\"mutedEvents\":[],\"other\":[{}]}"))).isEqualTo(new ClientCommand.ChangePreferences(Optional.empty(),
                new PreferencesChange(Optional.empty(), Optional.of(Set.of()), Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {"1;$.preferences", "[];$.preferences", "null;$.preferences",
            "{\"mutedChannels\":{}};$.preferences.mutedChannels", "{\"mutedChannels\":[\"a b\"]};$.preferences.mutedChannels",
            "{\"mutedChannels\":[\"system:all\"]};$.preferences.mutedChannels",
            "{\"mutedChannels\":[\"a\",{\"b\":[1]}]};$.preferences.mutedChannels", "{\"mutedEvents\":[\"\"]};$.preferences.mutedEvents",
            "{\"mutedEvents\":[1]};$.preferences.mutedEvents", "{\"mutedEvents\":null};$.preferences.mutedEvents",
            "{\"presence\":\"away\"};$.preferences.presence", "{\"presence\":{\"a\":1}};$.preferences.presence",
            "{\"presence\":null,\"mutedEvents\":[\"a\"]};$.preferences.presence"})
    void aMistakeIsToldWithItsPlace(String preferences, String path) {
        assertThat(pathIn(update(preferences))).isEqualTo(path);
    }

    @Test
    void aChangeWithoutOneIsAMistake() {
        assertThat(pathIn("{\"type\":\"preferences:update\"}")).isEqualTo("$.preferences");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutedChannels", "mutedEvents"})
    void aHundredMayBeMutedAndNoMore(String field) {
        assertThat(command(update("{\"" + field + "\":" + texts(100) + "}"))).isInstanceOf(ClientCommand.ChangePreferences.class);
        assertThat(pathIn(update("{\"" + field + "\":" + texts(101) + "}"))).isEqualTo("$.preferences." + field);
    }

    @Test
    void inOtherMessagesItIsAFieldThatNobodyKnows() {
        assertThat(command("{\"type\":\"ping\",\"preferences\":{\"presence\":3}}")).isEqualTo(new ClientCommand.Ping(Optional.empty()));
    }

    @Test
    void theyAreWrittenInOrder() {
        Preferences preferences = new Preferences(Set.of(new MutedChannel("room:*"), new MutedChannel("chat:1")), Set.of("b", "a"),
                Visibility.INVISIBLE);
        assertThat(new String(Frames.FORMAT.encode(new ServerMessage.Preferred(id("\"x\""), preferences)), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"preferences\",\"id\":\"x\",\"preferences\":"
                        + "{\"mutedChannels\":[\"chat:1\",\"room:*\"],\"mutedEvents\":[\"a\",\"b\"],\"presence\":\"invisible\"}}");
    }

    @Test
    void newsOfThemHasNoId() {
        assertThat(new String(Frames.FORMAT.encode(new ServerMessage.Preferred(Optional.empty(), Preferences.NONE)),
                StandardCharsets.UTF_8)).isEqualTo(
                        "{\"type\":\"preferences\",\"preferences\":{\"mutedChannels\":[],\"mutedEvents\":[],\"presence\":\"visible\"}}");
    }
}
