package io.parley.domain.preference;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.channel.ChannelName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PreferencesTest {
    private static final ChannelName CHAT = new ChannelName("chat:1");
    private static final Preferences EVERYTHING_MUTED = new Preferences(Set.of(new MutedChannel("*")), Set.of("greeting"),
            Visibility.VISIBLE);

    private static Preferences muting(String... events) {
        return new Preferences(Set.of(new MutedChannel("room:*")), Set.of(events), Visibility.INVISIBLE);
    }

    private static Set<String> events(int count) {
        return IntStream.range(0, count).mapToObj(i -> "event-" + i).collect(Collectors.toSet());
    }

    private static Set<MutedChannel> channels(int count) {
        return IntStream.range(0, count).mapToObj(i -> new MutedChannel("chat:" + i)).collect(Collectors.toSet());
    }

    @Test
    void whoSaidNothingHearsEverythingAndIsSeen() {
        assertThat(Preferences.NONE.mutingIn(CHAT)).isEqualTo(Muting.NOTHING);
        assertThat(Preferences.NONE.isVisible()).isTrue();
    }

    @Test
    void nothingIsHeardOfAMutedChannel() {
        Muting muting = muting().mutingIn(new ChannelName("room:7"));
        assertThat(muting.silences("greeting")).isTrue();
    }

    @Test
    void aMutedEventIsNotHeardInChannelsThatAreNotMuted() {
        Muting muting = muting("typing").mutingIn(CHAT);
        assertThat(muting.silences("typing")).isTrue();
        assertThat(muting.silences("greeting")).isFalse();
    }

    @Test
    void aChannelOfWhichNothingIsMutedIsHeardAsByEverybody() {
        assertThat(muting().mutingIn(CHAT)).isEqualTo(Muting.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:user-ada", "system:all", "system:maintenance"})
    void whatMustReachAUserDoesWhateverHeMutes(String channel) {
        assertThat(EVERYTHING_MUTED.mutingIn(new ChannelName(channel))).isEqualTo(Muting.NOTHING);
    }

    @Test
    void aHundredOfEachMayBeMuted() {
        assertThat(new Preferences(channels(100), events(100), Visibility.VISIBLE).mutedEvents()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new Preferences(channels(101), Set.of(), Visibility.VISIBLE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Preferences(Set.of(), events(101), Visibility.VISIBLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half \ud83e"})
    void whatCannotBeAnEventCannotBeMuted(String event) {
        assertThatIllegalArgumentException().isThrownBy(() -> muting(event));
    }

    @Test
    void anEventIsAsLongAsAMessagesMayBe() {
        assertThat(Preferences.isEvent("e".repeat(255))).isTrue();
        assertThat(Preferences.isEvent("e".repeat(256))).isFalse();
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        PreferencesChange change = new PreferencesChange(Optional.empty(), Optional.of(Set.of("typing")), Optional.empty());
        assertThat(change.appliedTo(muting("greeting"))).isEqualTo(muting("typing"));
    }

    @Test
    void aWholeChangeLeavesNothing() {
        assertThat(PreferencesChange.to(Preferences.NONE).appliedTo(muting("greeting"))).isEqualTo(Preferences.NONE);
    }

    @Test
    void aChangeIsBoundedAsWhatComesOfItIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PreferencesChange(Optional.of(channels(101)), Optional.empty(), Optional.empty()));
    }
}
