package io.parley.application.delivery;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.rule.CompiledRule;
import io.parley.application.rule.Filter;
import io.parley.application.rule.PlainRules;
import io.parley.application.rule.Question;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;
import io.parley.domain.preference.Muting;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What subscribers who mute something cost a channel, and hear of it. */
class TopicMutingTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));
    private static final String CALLS = "message.event == 'call'";

    private final PlainRules rules = new PlainRules();
    private final Topic topic = new Topic(CHANNEL, Stations.of(new InMemoryBackplane(new InMemoryBackplane.Store()), rules, _ -> {},
            new ManualTimers(new ManualClock())), new RecordingListener(), _ -> {});
    private final RecordingSubscriber ada = RecordingSubscriber.user("ada");
    private long newest;

    private Subscription hears(RecordingSubscriber who, String filter, Muting muting) {
        Subscription subscription = new Subscription(CHANNEL, who, new Hearing(CHANNEL.name(), Optional.of(compiled(filter)), muting));
        assertThat(topic.add(subscription, OptionalInt.empty())).isEqualTo(Topic.Added.YES);
        topic.goLive(subscription, Optional.empty());
        return subscription;
    }

    private Filter compiled(String text) {
        Rule rule = new Rule(text);
        if (rules.compile(rule, Question.FILTER) instanceof Outcome.Done<CompiledRule>(CompiledRule compiled)) {
            return new Filter(rule, compiled);
        }
        throw new AssertionError("No filter: " + text);
    }

    private static Muting events(String... events) {
        return new Muting(false, Set.of(events));
    }

    private void arrives(String event) {
        Message message = new Message(CHANNEL, event, Payload.NULL, ManualClock.START, Optional.empty());
        topic.deliver(new Delivery(message, Optional.of(new Position("e", ++newest))));
    }

    @Test
    void aFilterIsAskedOnceAMessageHoweverDifferentlyItsHearersMute() {
        for (int i = 0; i < 10; i++) {
            hears(RecordingSubscriber.user("u" + i), CALLS, events("event-" + i));
            hears(RecordingSubscriber.user("v" + i), "message.event != 'call'", events("event-" + i));
        }
        arrives("call");
        assertThat(rules.evaluations(CALLS)).isEqualTo(1);
        assertThat(rules.evaluations("message.event != 'call'")).isEqualTo(1);
    }

    @Test
    void theFilterOfOneWhoMutesTheChannelIsNotAsked() {
        hears(ada, CALLS, Muting.EVERYTHING);
        arrives("call");
        assertThat(rules.evaluations(CALLS)).isZero();
        assertThat(ada.heard()).isEmpty();
    }

    @Test
    void mutingChangesBetweenTwoMessages() {
        Subscription subscription = hears(ada, CALLS, Muting.NOTHING);
        arrives("call");
        assertThat(topic.change(subscription, subscription.hearing().muting(events("call")))).isTrue();
        arrives("call");
        assertThat(topic.change(subscription, subscription.hearing().muting(Muting.NOTHING))).isTrue();
        arrives("call");
        assertThat(ada.heard()).containsExactly("1", "3");
    }

    @Test
    void toMuteIsPossibleInAChannelWithAllTheFiltersThatItMayHave() {
        for (int i = 0; i < Gathering.MAX_FILTERS - 1; i++) {
            hears(RecordingSubscriber.user("u" + i), "message.event == 'e" + i + "'", Muting.NOTHING);
        }
        Subscription last = hears(ada, CALLS, Muting.NOTHING);
        assertThat(topic.change(last, last.hearing().muting(Muting.EVERYTHING))).isTrue();
    }
}
