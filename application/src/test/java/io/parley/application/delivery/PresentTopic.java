package io.parley.application.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.parley.application.ManualClock;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.application.rule.PlainRules;
import io.parley.application.time.ManualTimers;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.identity.RealmId;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/** A topic, the roster of its channel, and those who hear presence there. */
abstract class PresentTopic {
    static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("chat:1"));

    final ManualTimers timers = new ManualTimers(new ManualClock());
    final TestRoster roster = new TestRoster(CHANNEL);
    final Topic topic = new Topic(CHANNEL, Stations.of(new InMemoryBackplane(new InMemoryBackplane.Store()),
            new InMemoryMessageArchive(), new PlainRules(), _ -> {}, timers, roster::read), new RecordingListener(), _ -> {});
    final RecordingSubscriber ada = RecordingSubscriber.user("ada");
    final RecordingSubscriber bob = RecordingSubscriber.user("bob");

    /** He hears the channel, and nothing of who is there. */
    Subscription hears(RecordingSubscriber who) {
        Subscription subscription = new Subscription(CHANNEL, who, Hearing.all(CHANNEL.name()));
        assertThat(topic.add(subscription, OptionalInt.empty())).isEqualTo(Topic.Added.YES);
        topic.goLive(subscription, Optional.empty());
        return subscription;
    }

    /** Who is there, as he is told who hears presence from then on. */
    Roster hearsPresence(Subscription subscription) {
        Roster known = topic.presence().begin(subscription);
        Roster now = topic.presence(subscription, known);
        topic.goLive(subscription, Optional.empty());
        return now;
    }

    Roster hearsPresence(RecordingSubscriber who) {
        return hearsPresence(hears(who));
    }

    void arrives(ChannelEvent event) {
        topic.deliver(new Delivery(event, Optional.empty()));
    }

    void passes(Duration time) {
        timers.advance(time);
    }

    /** How many are there, each time that he was told so. */
    static List<Integer> counts(RecordingSubscriber who) {
        return who.offered().stream().map(EncodedMessage::message).filter(ServerMessage.PresenceCount.class::isInstance)
                .map(message -> ((ServerMessage.PresenceCount) message).count()).toList();
    }

    /** Whole rosters that he was told without having asked. */
    static List<Roster> rosters(RecordingSubscriber who) {
        return who.offered().stream().map(EncodedMessage::message).filter(ServerMessage.Presence.class::isInstance)
                .map(message -> ((ServerMessage.Presence) message).roster()).toList();
    }
}
