package io.parley.application.extension;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.extension.ExtensionWatch.Failure;
import io.parley.application.protocol.TestVocabulary;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/** How things look to the clients of a realm that has words of its own. */
class RealmVocabulariesTest {
    private static final RealmId SOCIAL = new RealmId("social");
    private static final Payload OWN = Payload.ofJson("\"the hub's\"");

    private final InMemoryNode node = new InMemoryNode();

    /** Says only what it is given to say, in {@link #SOCIAL}. */
    private record Words(Optional<String> event, Optional<Payload> notification) implements CustomVocabulary {
        @Override
        public boolean isOf(RealmId realm) {
            return realm.equals(SOCIAL);
        }

        @Override
        public Optional<String> event(String name) {
            return event.map(word -> name + " is " + word);
        }

        @Override
        public Optional<Payload> notification(Notification about) {
            return notification;
        }
    }

    private RealmVocabularies with(CustomVocabulary... custom) {
        return new RealmVocabularies(List.of(custom), node.guards, new TestVocabulary(_ -> OWN), node.json);
    }

    private static Notification in(RealmId realm) {
        return new Notification(new UUID(0, 7), new UserId(realm, "ada"), "t", Optional.empty(), "c", Optional.empty(), Instant.EPOCH,
                Optional.empty());
    }

    private static Words words(String event, String notification) {
        return new Words(Optional.of(event), Optional.of(Payload.ofJson(notification)));
    }

    @Test
    void whatItSaysIsWhatTheRealmsClientsSee() {
        RealmVocabularies both = with(words("note", "{\n}"));
        assertThat(both.event(SOCIAL, "notification.new")).isEqualTo("notification.new is note");
        assertThat(both.notification(in(SOCIAL))).isEqualTo(Payload.ofJson("{}"));
    }

    @Test
    void anotherRealmSeesTheHubsOwn() {
        RealmVocabularies both = with(words("note", "{}"));
        assertThat(both.event(RealmId.DEFAULT, "notification.new")).isEqualTo("notification.new");
        assertThat(both.notification(in(RealmId.DEFAULT))).isEqualTo(OWN);
    }

    @Test
    void whatItDoesNotSayIsSaidByTheNextAndInTheEndByTheHub() {
        Words silent = new Words(Optional.empty(), Optional.empty());
        assertThat(with(silent, words("note", "1")).notification(in(SOCIAL))).isEqualTo(Payload.ofJson("1"));
        assertThat(with(silent).notification(in(SOCIAL))).isEqualTo(OWN);
        assertThat(with(silent).event(SOCIAL, "e")).isEqualTo("e");
    }

    @Test
    void whatNoClientCouldReadIsSaidByTheHub() {
        assertThat(with(words("x".repeat(256), "? no JSON")).notification(in(SOCIAL))).isEqualTo(OWN);
        assertThat(with(words("x".repeat(256), "? no JSON")).event(SOCIAL, "e")).isEqualTo("e");
        assertThat(node.extensions.failures()).containsExactly(Failure.THREW, Failure.THREW);
    }
}
