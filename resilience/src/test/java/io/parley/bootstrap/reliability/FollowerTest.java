package io.parley.bootstrap.reliability;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** From where a subscriber goes on, and what it counts as told. */
class FollowerTest {
    private final Follower follower = new Follower("a");

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree("{" + text.replace('\'', '"') + "}");
    }

    private static String message(long number, long offset) {
        return "{'event':'number','data':{'n':" + number + "},'epoch':'e','offset':" + offset + "}";
    }

    private static JsonNode heard(long number, long offset) {
        return JsonMapper.shared().readTree(message(number, offset).replace('\'', '"'));
    }

    private static JsonNode subscribed(long offset, String more) {
        return json("'epoch':'e','offset':" + offset + more);
    }

    @Test
    void itGoesOnFromTheLastMessageItRead() {
        follower.subscribed(subscribed(3, ""), false);
        follower.heard(heard(7, 4));
        assertThat(follower.position()).contains(new Position("e", 4));
    }

    @Test
    void itGoesOnFromWhereItWasToldToBeIfThatIsAhead() {
        follower.heard(heard(7, 4));
        follower.moved(json("'epoch':'e','offset':9"));
        follower.moved(json("'epoch':'e','offset':8"));
        assertThat(follower.position()).contains(new Position("e", 9));
    }

    @Test
    void aNewEpochIsAheadOfEveryOther() {
        follower.heard(heard(7, 400));
        follower.repaired(json("'epoch':'f','offset':1,'recovered':false"));
        assertThat(follower.position()).contains(new Position("f", 1));
    }

    @Test
    void whatIsRecoveredIsReadInItsPlace() {
        follower.heard(heard(1, 1));
        follower.subscribed(subscribed(3, ",'recovered':true,'messages':[" + message(2, 2) + "," + message(3, 3) + "]"), true);
        follower.heard(heard(4, 4));
        assertThat(follower.journal().heard().map(Journal.Heard::number)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(follower.journal().of(Journal.Recovered.class)).hasSize(1);
        assertThat(follower.journal().told()).isEmpty();
    }

    @Test
    void theFirstSubscriptionTellsNothingOfAGap() {
        follower.subscribed(subscribed(3, ""), false);
        assertThat(follower.journal().entries()).isEmpty();
    }

    @Test
    void notBeingRecoveredIsBeingTold() {
        follower.heard(heard(1, 1));
        follower.subscribed(subscribed(9, ",'recovered':false"), true);
        assertThat(follower.journal().told()).hasSize(1);
    }

    @Test
    void aHubThatDoesNotAnswerTheWishToRecoverHasToldThatItDidNot() {
        follower.heard(heard(1, 1));
        follower.subscribed(subscribed(9, ""), true);
        assertThat(follower.journal().told()).hasSize(1);
    }

    @Test
    void aRepairTellsWhetherSomethingIsMissing() {
        follower.repaired(json("'epoch':'e','offset':5,'recovered':false"));
        follower.repaired(json("'epoch':'e','offset':9,'recovered':true"));
        assertThat(follower.journal().told()).hasSize(1);
        assertThat(follower.journal().of(Journal.Recovered.class)).hasSize(1);
    }

    @Test
    void aMessageWithoutAPositionStandsNowhere() {
        follower.heard(json("'event':'number','data':{'n':5}"));
        assertThat(follower.journal().heard().map(Journal.Heard::position)).containsExactly(new Position("none", 0));
    }
}
