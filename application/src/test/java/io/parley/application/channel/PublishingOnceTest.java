package io.parley.application.channel;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.application.delivery.Reading;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.Identity;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said again under the same key, and what is said in passing. The decided question "idempotency scope": channel and sender. */
class PublishingOnceTest extends OneNode {
    private static Publishing.Words words(String event, String key) {
        return new Publishing.Words(event, Payload.NULL, Priority.NORMAL, Audience.EVERYBODY, Optional.of(key), false);
    }

    private Outcome<Optional<Position>> says(Identity who, String event, String key) {
        return node.publishing.publish(who, ROOM, words(event, key));
    }

    private static Outcome<Optional<Position>> at(long offset) {
        return Outcome.done(Optional.of(new Position("epoch-1", offset)));
    }

    @Test
    void whatIsSaidAgainUnderItsKeyIsHeardOnceAndHasItsFirstPosition() {
        enters(bob, ROOM);
        assertThat(says(user("ada"), "greeting", "k")).isEqualTo(at(1));
        says(ROOM, "between");
        assertThat(says(user("ada"), "greeting", "k")).isEqualTo(at(1));
        assertThat(bob.words()).containsExactly("greeting", "between");
    }

    @Test
    void anotherMessageUnderAKnownKeyIsRefused() {
        enters(bob, ROOM);
        says(user("ada"), "greeting", "k");
        assertThat(codeOf(says(user("ada"), "farewell", "k"))).isEqualTo(ErrorCode.INVALID_MESSAGE);
        assertThat(bob.words()).containsExactly("greeting");
    }

    @Test
    void aKeyIsItsSendersOwn() {
        assertThat(says(user("ada"), "greeting", "k")).isEqualTo(at(1));
        assertThat(says(user("bob"), "farewell", "k")).isEqualTo(at(2));
        assertThat(node.publishing.broadcast(BACKEND, ROOM, words("third", "k"))).isEqualTo(at(3));
    }

    @Test
    void aKeyIsItsChannelsOwn() {
        assertThat(says(user("ada"), "greeting", "k")).isEqualTo(at(1));
        assertThat(node.publishing.publish(user("ada"), LOBBY, words("farewell", "k"))).isEqualTo(Outcome.done(Optional.empty()));
    }

    @Test
    void whatIsSaidInPassingIsHeardAndLeavesNoTrace() {
        enters(bob, ROOM);
        Publishing.Words passing = new Publishing.Words("cursor", Payload.NULL, Priority.NORMAL, Audience.EVERYBODY, Optional.empty(),
                true);
        assertThat(node.publishing.publish(user("ada"), ROOM, passing)).isEqualTo(Outcome.done(Optional.empty()));
        assertThat(bob.words()).containsExactly("cursor");
        assertThat(valueOf(node.subscribing.history(bob, ROOM, Reading.last(9))).deliveries()).isEmpty();
        assertThat(says(user("ada"), "greeting", "k")).isEqualTo(at(1));
    }
}
