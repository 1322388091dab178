package io.parley.application.delivery;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.parley.application.Unavailable;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.presence.RosterVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who is there, as those who hear it are told: a snapshot, and what changes after, without a gap and nothing twice. */
class TopicPresenceTest extends PresentTopic {
    @Test
    void whoBeginsToHearItSeesWhoIsThere() {
        roster.joins("carol");
        assertThat(hearsPresence(ada)).isEqualTo(roster.now());
    }

    @Test
    void whoComesAndGoesAfterIsTold() {
        hearsPresence(ada);
        MemberJoined joined = roster.joins("bob");
        arrives(joined);
        MemberLeft left = roster.leaves("bob");
        arrives(left);
        assertThat(ada.said()).containsExactly(joined, left);
        assertThat(roster.readings()).isEqualTo(1);
    }

    @Test
    void theSecondWhoBeginsToHearItReadsNothing() {
        hearsPresence(ada);
        arrives(roster.joins("carol"));
        assertThat(hearsPresence(bob)).isEqualTo(roster.now());
        assertThat(roster.readings()).isEqualTo(1);
    }

    @Test
    void whoIsInTheRosterSeesHimselfThoughThatHasNotBeenToldYet() {
        hearsPresence(ada);
        MemberJoined late = roster.joins("bob");
        Subscription subscription = hears(bob);
        subscription.attendAs(late.member(), late.version());
        assertThat(hearsPresence(subscription)).isEqualTo(roster.now());
        arrives(late);
        assertThat(ada.said()).containsExactly(late);
    }

    @Test
    void nobodyIsToldThatHeCameOrWentHimself() {
        hearsPresence(ada);
        arrives(roster.joins("ada"));
        arrives(roster.leaves("ada"));
        assertThat(ada.said()).isEmpty();
    }

    @Test
    void anAnonymousIsToldToo() {
        RecordingSubscriber anonymous = RecordingSubscriber.anonymous("1");
        hearsPresence(anonymous);
        arrives(roster.joins("ada"));
        assertThat(anonymous.said()).hasSize(1);
    }

    @Test
    void whoDidNotAskForPresenceHearsOnlyWhatIsSaid() {
        hearsPresence(ada);
        hears(bob);
        arrives(roster.joins("carol"));
        arrives(roster.says("carol", "cursor", "1"));
        assertThat(bob.said()).isEmpty();
    }

    @Test
    void whereNobodyHearsPresenceNothingIsRead() {
        hears(ada);
        arrives(roster.joins("carol"));
        topic.check();
        assertThat(roster.readings()).isZero();
    }

    @Test
    void whatIsToldTwiceIsHeardOnce() {
        hearsPresence(ada);
        MemberJoined joined = roster.joins("bob");
        arrives(joined);
        arrives(joined);
        assertThat(ada.said()).containsExactly(joined);
    }

    // What is missing

    @Test
    void whatWasLostIsFoundWithTheNextChange() {
        hearsPresence(ada);
        roster.joins("bob");
        MemberJoined next = roster.joins("carol");
        arrives(next);
        assertThat(ada.said()).extracting(event -> ((MemberJoined) event).member().user().subject()).containsExactly("bob", "carol");
        assertThat(ada.said()).last().isEqualTo(next);
    }

    @Test
    void whatWasLostWhileTheWayWasCutIsFoundWhenItIsMended() {
        arrives(roster.joins("bob"));
        hearsPresence(ada);
        roster.leaves("bob");
        roster.joins("carol");
        RosterVersion version = roster.version();
        topic.check();
        assertThat(ada.said()).extracting(event -> event.getClass().getSimpleName()).containsExactly("MemberLeft", "MemberJoined");
        assertThat(ada.said()).last().isEqualTo(new MemberJoined(CHANNEL, roster.now().members().getFirst(), 1, version));
    }

    @Test
    void whatArrivesWhileTheRosterIsReadIsToldAfterIt() {
        roster.whileItIsRead(() -> arrives(roster.joins("carol")));
        assertThat(hearsPresence(ada)).isEqualTo(roster.now());
        MemberLeft next = roster.leaves("carol");
        arrives(next);
        assertThat(ada.said()).last().isEqualTo(next);
        assertThat(roster.readings()).isEqualTo(1);
    }

    @Test
    void whatIsLostWhileTheRosterIsReadIsFoundByReadingItAgain() {
        hearsPresence(ada);
        roster.whileItIsRead(() -> {
            roster.joins("bob");
            arrives(roster.joins("carol"));
        });
        topic.check();
        assertThat(ada.said()).hasSize(2);
        assertThat(roster.readings()).isEqualTo(3);
    }

    @Test
    void aCutWhileTheRosterIsReadMeansToReadItAgain() {
        roster.whileItIsRead(() -> {
            roster.joins("bob");
            topic.check();
        });
        hearsPresence(ada);
        assertThat(roster.readings()).isEqualTo(2);
        arrives(roster.joins("carol"));
        assertThat(ada.said()).hasSize(1);
    }

    @Test
    void moreThanMayWaitIsReadAgain() {
        hearsPresence(ada);
        roster.joins("bob");
        roster.whileItIsRead(() -> {
            for (int i = 0; i <= RosterFollowing.MAX_WAITING; i++) {
                roster.says("bob", "n", Integer.toString(i));
                arrives(roster.says("bob", "m", Integer.toString(i)));
            }
        });
        topic.check();
        passes(UpdatePace.INTERVAL);
        MemberUpdated last = (MemberUpdated) ada.said().getLast();
        assertThat(last.member()).isEqualTo(roster.now().members().getFirst());
    }

    @Test
    void aRosterThatCannotBeReadIsReadLater() {
        hearsPresence(ada);
        roster.joins("bob");
        roster.isAway(true);
        topic.check();
        assertThat(ada.said()).isEmpty();
        roster.isAway(false);
        passes(RosterFollowing.RETRY);
        assertThat(ada.said()).hasSize(1);
    }

    @Test
    void whoAsksWhileTheStoreIsAwayIsToldSoAndMayAskAgain() {
        roster.isAway(true);
        Subscription subscription = hears(ada);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> hearsPresence(subscription));
        roster.isAway(false);
        roster.joins("bob");
        assertThat(hearsPresence(subscription)).isEqualTo(roster.now());
    }

    @Test
    void whenTheLastWhoHeardItLeftNothingIsReadAnyMoreUntilSomebodyAsks() {
        Subscription subscription = hears(ada);
        hearsPresence(subscription);
        hears(bob);
        topic.remove(subscription);
        roster.joins("carol");
        topic.check();
        assertThat(roster.readings()).isEqualTo(1);
        assertThat(hearsPresence(RecordingSubscriber.user("dan"))).isEqualTo(roster.now());
    }

    // Once more

    @Test
    void whoAsksAgainIsToldNothingOfBeforeAfterHisAnswer() {
        Subscription subscription = hears(ada);
        hearsPresence(subscription);
        topic.pause(subscription);
        arrives(roster.joins("bob"));
        assertThat(topic.presence(subscription, topic.presence().begin(subscription)).members()).hasSize(1);
        MemberJoined after = roster.joins("carol");
        arrives(after);
        topic.goLive(subscription, Optional.empty());
        assertThat(ada.said()).isEqualTo(List.of(after));
    }
}
