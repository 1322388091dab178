package io.parley.application.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.application.ManualClock;
import io.parley.application.ingest.PlainFields;
import io.parley.application.protocol.JsonReader;
import io.parley.application.protocol.Lossy;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.channel.SlowConsumerPolicy.Action;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.payload.Template;

import static org.assertj.core.api.Assertions.assertThat;

/** How what is said in a channel may be lost on its way to who is slow. */
class TopicLossTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT,
            ChannelName.ownOf(new UserId(RealmId.DEFAULT, "ada")));

    private final AtomicInteger readings = new AtomicInteger();
    private final RecordingSubscriber ada = RecordingSubscriber.user("ada");
    private final RecordingSubscriber bob = RecordingSubscriber.user("bob");
    private long newest;

    private Topic topic(SlowConsumerPolicy policy) {
        JsonReader fields = new PlainFields();
        JsonReader counted = (byte[] json, Set<String> paths) -> {
            readings.incrementAndGet();
            return fields.read(json, paths);
        };
        InMemoryBackplane backplane = new InMemoryBackplane(new InMemoryBackplane.Store());
        ManualTimers timers = new ManualTimers(new ManualClock());
        Station station = new Station(backplane, new Histories(backplane, new InMemoryMessageArchive()), new PlainRules(), _ -> {}, timers,
                Runnable::run, new Semaphore(1), Stations.NOBODY, new SlowConsumerTerms(_ -> policy, counted), Stations.GRACE,
                timers.clock());
        Topic topic = new Topic(CHANNEL, station, new RecordingListener(), _ -> {});
        hears(topic, ada, CHANNEL.name());
        return topic;
    }

    private static void hears(Topic topic, RecordingSubscriber who, ChannelName spelling) {
        Subscription subscription = new Subscription(CHANNEL, who, Hearing.all(spelling));
        assertThat(topic.add(subscription, OptionalInt.empty())).isEqualTo(Topic.Added.YES);
        topic.goLive(subscription, Optional.empty());
    }

    private static SlowConsumerPolicy coalescing(String by) {
        return new SlowConsumerPolicy(Action.COALESCE, Optional.of(Template.of(by)));
    }

    private void says(Topic topic, String event, Payload data) {
        Message message = new Message(CHANNEL, event, data, ManualClock.START, Optional.empty());
        topic.deliver(new Delivery(message, Optional.of(new Position("e", ++newest))));
    }

    private Optional<Lossy> lossOf(Topic topic, String event, Payload data) {
        says(topic, event, data);
        return ada.events().getLast().lossy();
    }

    private Optional<Lossy> lossOf(Topic topic, String event, String fields) {
        return lossOf(topic, event, Payload.ofJson(fields));
    }

    @Test
    void inAChannelThatIsNotLossyNothingMayBeLost() {
        assertThat(lossOf(topic(SlowConsumerPolicy.DISCONNECT), "e", "a=1")).isEmpty();
    }

    @Test
    void whereTheOldestGoesNothingIsReplaced() {
        assertThat(lossOf(topic(SlowConsumerPolicy.of(Action.DROP_OLDEST)), "e", "a=1")).contains(Lossy.OLDEST_FIRST);
    }

    @Test
    void whereAllIsSkippedTheMessagesGoTogether() {
        assertThat(lossOf(topic(SlowConsumerPolicy.of(Action.SKIP)), "e", "a=1")).contains(Lossy.TOGETHER);
    }

    @Test
    void withoutAnotherKeyMessagesOfOneEventReplaceOneAnother() {
        Topic topic = topic(SlowConsumerPolicy.of(Action.COALESCE));
        Optional<Lossy> first = lossOf(topic, "cursor", "a=1");
        assertThat(lossOf(topic, "cursor", "a=2")).isEqualTo(first);
        assertThat(lossOf(topic, "selection", "a=1")).isNotEqualTo(first);
        assertThat(readings).hasValue(0);
    }

    @Test
    void messagesOfOneEventAndOneKeyReplaceOneAnother() {
        Topic topic = topic(coalescing("{user}"));
        Optional<Lossy> first = lossOf(topic, "cursor", "user=ada;x=1");
        assertThat(lossOf(topic, "cursor", "user=ada;x=2")).isEqualTo(first);
        assertThat(lossOf(topic, "cursor", "user=bob;x=2")).isNotEqualTo(first);
        assertThat(lossOf(topic, "selection", "user=ada;x=2")).isNotEqualTo(first);
    }

    @Test
    void twoFieldsAreNotTakenForTwoOthersThatReadTheSameSideBySide() {
        Topic topic = topic(coalescing("{a}-{b}"));
        assertThat(lossOf(topic, "e", "a=x-y;b=z")).isNotEqualTo(lossOf(topic, "e", "a=x;b=y-z"));
    }

    @Test
    void aFieldIsNotTakenForAPartOfTheEvent() {
        Topic topic = topic(coalescing("{a}"));
        assertThat(lossOf(topic, "yz", "a=x")).isNotEqualTo(lossOf(topic, "z", "a=xy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other=1", "user=", "user=null", "no object"})
    void whatHasNoKeyReplacesNothing(String fields) {
        assertThat(lossOf(topic(coalescing("{user}")), "cursor", fields)).contains(Lossy.OLDEST_FIRST);
    }

    @Test
    void bytesHaveNoKey() {
        Payload bytes = Payload.ofBinary("user=ada".getBytes(StandardCharsets.UTF_8));
        assertThat(lossOf(topic(coalescing("{user}")), "cursor", bytes)).contains(Lossy.OLDEST_FIRST);
        assertThat(readings).hasValue(0);
    }

    @Test
    void theKeyIsReadOnceHoweverManyHearTheMessageAndByWhichName() {
        Topic topic = topic(coalescing("{user}"));
        hears(topic, bob, new ChannelName("user.ada"));
        says(topic, "cursor", Payload.ofJson("user=ada"));
        assertThat(readings).hasValue(1);
        assertThat(bob.events().getLast().lossy()).isEqualTo(ada.events().getLast().lossy()).isPresent();
    }
}
