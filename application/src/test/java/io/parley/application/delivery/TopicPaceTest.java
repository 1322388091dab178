package io.parley.application.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Typing;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

import static org.assertj.core.api.Assertions.assertThat;

/** How often those who hear presence are told of it: updates, counts of many, and who is typing. */
class TopicPaceTest extends PresentTopic {
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    // Updates

    @Test
    void theFirstUpdateIsToldAtOnceAndTheRestAsOne() {
        roster.joins("carol");
        hearsPresence(ada);
        MemberUpdated first = roster.says("carol", "x", "1");
        arrives(first);
        arrives(roster.says("carol", "x", "2"));
        MemberUpdated last = roster.says("carol", "y", "3");
        arrives(last);
        assertThat(ada.said()).containsExactly(first);
        passes(UpdatePace.INTERVAL);
        assertThat(ada.said()).containsExactly(first, new MemberUpdated(CHANNEL, last.member(), Set.of("x", "y"), 1, last.version()));
    }

    @Test
    void ofOneMemberNoMoreThanTenUpdatesASecondAreToldAndTheLastOneIs() {
        roster.joins("carol");
        hearsPresence(ada);
        for (int i = 0; i < 200; i++) {
            arrives(roster.says("carol", "x", Integer.toString(i)));
            passes(Duration.ofMillis(10));
        }
        passes(UpdatePace.INTERVAL);
        assertThat(ada.said()).hasSize(21);
        assertThat(((MemberUpdated) ada.said().getLast()).member()).isEqualTo(roster.now().members().getFirst());
    }

    @Test
    void whoHasLeftIsNotUpdatedAnyMore() {
        roster.joins("carol");
        hearsPresence(ada);
        arrives(roster.says("carol", "x", "1"));
        arrives(roster.says("carol", "x", "2"));
        arrives(roster.leaves("carol"));
        passes(A_WHILE);
        assertThat(ada.said()).extracting(event -> event.getClass().getSimpleName()).containsExactly("MemberUpdated", "MemberLeft");
    }

    // Many

    private void crowd(int from, int to) {
        IntStream.range(from, to).forEach(i -> roster.joins("user-" + (100 + i)));
    }

    @Test
    void whereManyAreTheFirstAreToldAndHowManyThereAre() {
        crowd(0, 25);
        Roster told = hearsPresence(ada);
        assertThat(told.members()).isEqualTo(roster.now().members().subList(0, Stations.ROSTER_LIMIT));
        assertThat(told.count()).isEqualTo(25);
        assertThat(told.isPartial()).isTrue();
    }

    @Test
    void whereManyAreTheirNumberIsToldOnceASecondAndNotWhoTheyAre() {
        crowd(0, Stations.ROSTER_LIMIT);
        hearsPresence(ada);
        IntStream.range(50, 60).forEach(i -> arrives(roster.joins("user-" + (100 + i))));
        assertThat(counts(ada)).containsExactly(11);
        passes(CountPace.INTERVAL);
        assertThat(counts(ada)).containsExactly(11, 20);
        passes(CountPace.INTERVAL);
        assertThat(counts(ada)).containsExactly(11, 20);
        assertThat(ada.said()).isEmpty();
    }

    @Test
    void whenTheyHaveBecomeFewerAllAreToldAndThenDifferencesAgain() {
        crowd(0, 11);
        hearsPresence(ada);
        IntStream.range(0, 3).forEach(i -> arrives(roster.leaves("user-" + (100 + i))));
        assertThat(rosters(ada)).containsExactly(roster.now());
        arrives(roster.joins("dan"));
        assertThat(ada.said()).hasSize(1);
        passes(A_WHILE);
        assertThat(counts(ada)).doesNotContain(9);
    }

    // Typing

    private static Typing typing(String user, boolean whether) {
        return new Typing(CHANNEL, TestRoster.user(user), whether);
    }

    @Test
    void whoTypesIsToldOnceAndWhenHeHasEnded() {
        hearsPresence(ada);
        arrives(typing("bob", true));
        arrives(typing("bob", true));
        arrives(typing("bob", false));
        arrives(typing("bob", false));
        assertThat(ada.said()).containsExactly(typing("bob", true), typing("bob", false));
    }

    @Test
    void whoSaysNoMoreThatHeTypesHasEnded() {
        hearsPresence(ada);
        arrives(typing("bob", true));
        passes(A_WHILE.dividedBy(2));
        arrives(typing("bob", true));
        passes(A_WHILE.minusMillis(1));
        assertThat(ada.said()).containsExactly(typing("bob", true));
        passes(Duration.ofMillis(1));
        assertThat(ada.said()).containsExactly(typing("bob", true), typing("bob", false));
    }

    @Test
    void whoHasEndedAndBeginsAgainTypesForTheWholeTime() {
        hearsPresence(ada);
        arrives(typing("bob", true));
        passes(A_WHILE.minusMillis(1));
        arrives(typing("bob", false));
        arrives(typing("bob", true));
        passes(A_WHILE.minusMillis(1));
        assertThat(ada.said()).containsExactly(typing("bob", true), typing("bob", false), typing("bob", true));
    }

    @Test
    void whoSaidItOrLeftTypesNoMore() {
        roster.joins("carol");
        hearsPresence(ada);
        arrives(typing("bob", true));
        arrives(typing("carol", true));
        arrives(new Message(CHANNEL, "said", Payload.NULL, timers.clock().instant(), Optional.of(TestRoster.user("bob"))));
        assertThat(ada.said()).last().isEqualTo(typing("bob", false));
        arrives(roster.leaves("carol"));
        assertThat(ada.said()).contains(typing("carol", false));
    }

    @Test
    void nobodyIsToldThatHeTypesHimselfNorIsWhoDoesNotHearPresence() {
        hearsPresence(ada);
        hears(bob);
        arrives(typing("ada", true));
        arrives(typing("carol", true));
        assertThat(ada.said()).containsExactly(typing("carol", true));
        assertThat(bob.said()).isEmpty();
    }

    @Test
    void ofManyWhoTypeAHundredAreTold() {
        hearsPresence(ada);
        IntStream.range(0, 150).forEach(i -> arrives(typing("user-" + i, true)));
        assertThat(ada.said()).hasSize(Typists.MAX);
        passes(A_WHILE);
        assertThat(ada.said()).hasSize(2 * Typists.MAX);
        assertThat(List.copyOf(timers.pending())).isEmpty();
    }
}
