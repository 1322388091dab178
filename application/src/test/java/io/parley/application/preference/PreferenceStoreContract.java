package io.parley.application.preference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.preference.PreferenceStore.Kept;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.preference.Visibility;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link PreferenceStore} promises, as a program. An adapter's test extends it; users are new in every test. */
public abstract class PreferenceStoreContract {
    private static final Preferences SOME = new Preferences(Set.of(new MutedChannel("chat:1"), new MutedChannel("room:*")),
            Set.of("typing", "ä\u0000🦊'\""), Visibility.INVISIBLE);

    private final String subject = "Ada \u0000 " + UUID.randomUUID();
    private final UserId ada = new UserId(RealmId.DEFAULT, subject);

    /** For adapters' tests. */
    protected PreferenceStoreContract() {}

    /** The same store for the whole of a test. */
    protected abstract PreferenceStore store();

    private static PreferencesChange mutedEvents(String... events) {
        return new PreferencesChange(Optional.empty(), Optional.of(Set.of(events)), Optional.empty());
    }

    private static PreferencesChange presence(Visibility visibility) {
        return new PreferencesChange(Optional.empty(), Optional.empty(), Optional.of(visibility));
    }

    private static PreferencesChange mutedChannels(String... channels) {
        return new PreferencesChange(Optional.of(Set.of(channels).stream().map(MutedChannel::new).collect(Collectors.toSet())),
                Optional.empty(), Optional.empty());
    }

    @Test
    void whoNeverSaidAnythingWantsNothing() {
        assertThat(store().find(ada)).isEqualTo(Kept.NOTHING);
    }

    @Test
    void whatWasChangedIsFound() {
        Kept changed = store().change(ada, PreferencesChange.to(SOME));

        assertThat(changed).isEqualTo(new Kept(SOME, 1));
        assertThat(store().find(ada)).isEqualTo(changed);
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        store().change(ada, PreferencesChange.to(SOME));

        assertThat(store().change(ada, mutedEvents("greeting")).preferences())
                .isEqualTo(new Preferences(SOME.mutedChannels(), Set.of("greeting"), SOME.presence()));
        assertThat(store().change(ada, presence(Visibility.VISIBLE)).preferences())
                .isEqualTo(new Preferences(SOME.mutedChannels(), Set.of("greeting"), Visibility.VISIBLE));
        assertThat(store().change(ada, mutedChannels("*")).preferences())
                .isEqualTo(new Preferences(Set.of(new MutedChannel("*")), Set.of("greeting"), Visibility.VISIBLE));
    }

    @Test
    void aFirstChangeLeavesTheRestAsItIsForEverybody() {
        assertThat(store().change(ada, presence(Visibility.INVISIBLE)).preferences())
                .isEqualTo(new Preferences(Set.of(), Set.of(), Visibility.INVISIBLE));
    }

    @Test
    void nothingMutedIsNotNothingSaid() {
        store().change(ada, PreferencesChange.to(SOME));

        assertThat(store().change(ada, mutedEvents()).preferences().mutedEvents()).isEmpty();
    }

    @Test
    void everyChangeIsCounted() {
        store().change(ada, presence(Visibility.INVISIBLE));
        store().change(ada, presence(Visibility.INVISIBLE));

        assertThat(store().find(ada).version()).isEqualTo(2);
    }

    @Test
    void asMuchAsMayBeMutedIsKept() {
        Preferences most = new Preferences(
                IntStream.range(0, 100).mapToObj(i -> new MutedChannel("c".repeat(250) + i + "*")).collect(Collectors.toSet()),
                IntStream.range(0, 100).mapToObj(i -> "漢".repeat(252) + (100 + i)).collect(Collectors.toSet()), Visibility.VISIBLE);

        store().change(ada, PreferencesChange.to(most));

        assertThat(store().find(ada).preferences()).isEqualTo(most);
    }

    @Test
    void theSameSubjectInAnotherRealmIsAnotherUser() {
        store().change(ada, PreferencesChange.to(SOME));

        assertThat(store().find(new UserId(new RealmId("acme"), subject))).isEqualTo(Kept.NOTHING);
    }

    @Test
    void ofChangesAtTheSameTimeNoneIsLost() throws Exception {
        List<Callable<Kept>> changes = List.of(() -> store().change(ada, mutedEvents("typing")),
                () -> store().change(ada, presence(Visibility.INVISIBLE)), () -> store().change(ada, mutedChannels("chat:1")));
        try (ExecutorService devices = Executors.newFixedThreadPool(changes.size())) {
            for (Future<Kept> change : devices.invokeAll(changes)) {
                change.get();
            }
        }
        assertThat(store().find(ada)).isEqualTo(
                new Kept(new Preferences(Set.of(new MutedChannel("chat:1")), Set.of("typing"), Visibility.INVISIBLE), 3));
    }
}
