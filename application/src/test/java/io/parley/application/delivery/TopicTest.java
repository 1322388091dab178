package io.parley.application.delivery;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class TopicTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));

    private final InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
    private final Topic topic = new Topic(CHANNEL, backplane, new RecordingListener());
    private final Subscription first = new Subscription(CHANNEL, new RecordingSubscriber(Optional.empty()));
    private final Subscription second = new Subscription(CHANNEL, new RecordingSubscriber(Optional.empty()));

    @Test
    void aTopicThatNobodyHearsIsNotAttached() {
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void theFirstSubscriptionIsTakenAndAttaches() {
        assertThat(topic.add(first)).isTrue();
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void theSecondSubscriptionDoesNotAttachAgain() {
        topic.add(first);
        backplane.faults().storeIsAwayAt("attach");
        assertThat(topic.add(second)).isTrue();
    }

    @Test
    void aTopicThatIsStillHeardIsNotForgotten() {
        topic.add(first);
        topic.add(second);
        assertThat(topic.remove(first)).isFalse();
    }

    @Test
    void aTopicThatNobodyHearsAnyMoreIsForgotten() {
        topic.add(first);
        assertThat(topic.remove(first)).isTrue();
    }

    @Test
    void aForgottenTopicTakesNobody() {
        topic.add(first);
        topic.remove(first);
        assertThat(topic.add(second)).isFalse();
    }

    @Test
    void aForgottenTopicDoesNotAttachAgain() {
        topic.add(first);
        topic.remove(first);
        topic.add(second);
        assertThat(backplane.attached()).isEmpty();
    }

    @Test
    void aForgottenTopicDoesNotDetachWhatItsSuccessorAttached() {
        topic.add(first);
        topic.remove(first);
        new Topic(CHANNEL, backplane, new RecordingListener()).add(second);
        topic.remove(first);
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }

    @Test
    void aTopicThatCouldNotBeAttachedIsUseless() {
        backplane.faults().storeIsAwayAt("attach");
        catchThrowable(() -> topic.add(first));
        assertThat(topic.closed()).isTrue();
    }

    @Test
    void removingAStrangerFromATopicThatIsHeardDoesNothing() {
        topic.add(first);
        topic.remove(second);
        assertThat(backplane.attached()).containsExactly(CHANNEL);
    }
}
