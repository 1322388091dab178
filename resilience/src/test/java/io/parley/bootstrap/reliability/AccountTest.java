package io.parley.bootstrap.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.domain.delivery.Position;

import static org.assertj.core.api.Assertions.assertThat;

/** An account that finds nothing is worth nothing: each crime is committed here on paper, and must be found. */
class AccountTest {
    private static final int PUBLISHERS = 2;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();

    /** Numbers from 1 that were acknowledged in turn, at offsets of the same value. */
    private void acknowledged(String epoch, long first, long last) {
        LongStream.rangeClosed(first, last).forEach(number -> sent.add(new Sent(number, (int) (number % PUBLISHERS), number, 1,
                Optional.of(new Sent.Acknowledged(new Position(epoch, number), number)))));
    }

    private void unacknowledged(long number) {
        sent.add(new Sent(number, (int) (number % PUBLISHERS), number, 3, Optional.empty()));
    }

    private void subscriber(String name, Journal.Entry... entries) {
        journals.add(new Journal(name, List.of(entries)));
    }

    private static Journal.Heard heard(long number) {
        return heard(number, "e", number);
    }

    private static Journal.Heard heard(long number, String epoch, long offset) {
        return new Journal.Heard(number, new Position(epoch, offset), number);
    }

    private static Journal.Told told() {
        return new Journal.Told(0);
    }

    private Account account() {
        return Account.of(new Course(0, 0, 0, 10), sent, journals);
    }

    private Findings only() {
        return account().findings().getFirst();
    }

    @Test
    void whoHeardAllOnceAndInOrderIsBlameless() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(2), heard(3));
        subscriber("b", heard(1), heard(2), heard(3));
        assertThat(account().findings()).allSatisfy(one -> assertThat(one).usingRecursiveComparison().ignoringFields("subscriber")
                .isEqualTo(new Findings("", Set.of(), Set.of(), Set.of(), List.of(), List.of(), Set.of(), Set.of())));
        assertThat(account().different()).isEmpty();
    }

    @Test
    void aHoleIsLostSilently() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(3));
        assertThat(only().lost()).containsExactly(2L);
        assertThat(only().missedTold()).isEmpty();
    }

    @Test
    void theEndAndTheBeginningCanBeLostToo() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(2));
        assertThat(only().lost()).containsExactly(1L, 3L);
    }

    @Test
    void whoHeardNothingLostAll() {
        acknowledged("e", 1, 3);
        subscriber("a");
        assertThat(only().lost()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aHoleThatWasToldOfIsMissedButNotSilently() {
        acknowledged("e", 1, 4);
        subscriber("a", heard(1), told(), heard(4));
        assertThat(only().missedTold()).containsExactly(2L, 3L);
        assertThat(only().lost()).isEmpty();
    }

    @Test
    void beingToldElsewhereExcusesNoHole() {
        acknowledged("e", 1, 5);
        subscriber("a", told(), heard(1), heard(2), heard(4), told(), heard(5));
        assertThat(only().lost()).containsExactly(3L);
    }

    @Test
    void whatFollowsBeingToldMustBeHeardAgain() {
        acknowledged("e", 1, 5);
        subscriber("a", heard(1), told(), heard(3), heard(5));
        assertThat(only().missedTold()).containsExactly(2L);
        assertThat(only().lost()).containsExactly(4L);
    }

    @Test
    void theEndOfAnEpochIsMissedIfTheNextOneWasToldAndLostIfNot() {
        acknowledged("e", 1, 3);
        acknowledged("f", 4, 5);
        subscriber("a", heard(1), heard(2), told(), heard(4, "f", 4), heard(5, "f", 5));
        subscriber("b", heard(1), heard(2), heard(4, "f", 4), heard(5, "f", 5));
        assertThat(account().findings().getFirst().missedTold()).containsExactly(3L);
        assertThat(account().findings().getLast().lost()).containsExactly(3L);
    }

    @Test
    void theSameNumberTwiceIsDoubledWhereverItStands() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(1), heard(2), heard(3), heard(2, "e", 4));
        assertThat(only().doubled()).containsExactly(1L, 2L);
        assertThat(only().reordered()).isEmpty();
    }

    @Test
    void theSameNumberInALaterEpochIsDoubledUnlessThatWasTold() {
        acknowledged("e", 1, 2);
        acknowledged("f", 3, 3);
        subscriber("a", heard(1), heard(2), told(), heard(2, "f", 1), heard(3, "f", 3));
        subscriber("b", heard(1), told(), heard(2), heard(2, "f", 1), heard(3, "f", 3));
        assertThat(account().findings().getFirst().repeatTold()).containsExactly(2L);
        assertThat(account().findings().getFirst().doubled()).isEmpty();
        assertThat(account().findings().getLast().doubled()).containsExactly(2L);
    }

    @Test
    void beingToldExcusesNoRepetitionInTheSameEpoch() {
        acknowledged("e", 1, 2);
        subscriber("a", heard(1), heard(2), told(), heard(2, "e", 3));
        assertThat(only().doubled()).containsExactly(2L);
        assertThat(only().repeatTold()).isEmpty();
    }

    @Test
    void onlyTheFirstRepetitionIsExcused() {
        acknowledged("e", 1, 1);
        acknowledged("f", 2, 2);
        subscriber("a", heard(1), told(), heard(1, "f", 1), heard(1, "f", 1), heard(2, "f", 2));
        assertThat(only().repeatTold()).containsExactly(1L);
        assertThat(only().doubled()).containsExactly(1L);
    }

    @Test
    void aSwapIsReordered() {
        acknowledged("e", 1, 4);
        subscriber("a", heard(1), heard(3), heard(2), heard(4));
        assertThat(only().reordered()).containsExactly(2L);
        assertThat(only().lost()).isEmpty();
    }

    @Test
    void anOlderEpochAfterANewerOneIsReordered() {
        acknowledged("e", 1, 2);
        acknowledged("f", 3, 4);
        subscriber("a", heard(1), heard(3, "f", 3), heard(2), heard(4, "f", 4));
        assertThat(only().reordered()).containsExactly(2L);
    }

    @Test
    void aPublishersNumbersAgainstTheirTurnAreReorderedEvenAtRisingPositions() {
        acknowledged("e", 1, 1);
        sent.add(new Sent(4, 0, 4, 1, Optional.of(new Sent.Acknowledged(new Position("e", 2), 4))));
        sent.add(new Sent(2, 0, 2, 1, Optional.of(new Sent.Acknowledged(new Position("e", 3), 5))));
        subscriber("a", heard(1), heard(4, "e", 2), heard(2, "e", 3));
        assertThat(only().reordered()).containsExactly(2L);
    }

    @Test
    void twoOrdersAreDifferent() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(2), heard(3));
        subscriber("b", heard(2), heard(1));
        assertThat(account().different()).containsExactly("b");
    }

    @Test
    void twoNumbersAtOnePositionAreDifferent() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(2));
        subscriber("b", heard(1), heard(3, "e", 2));
        assertThat(account().different()).hasSize(1);
    }

    @Test
    void anotherPositionThanTheAcknowledgedOneIsMisplaced() {
        acknowledged("e", 1, 2);
        subscriber("a", heard(1), heard(2, "e", 3));
        assertThat(only().misplaced()).containsExactly(2L);
    }

    @Test
    void theSameOffsetUnderTheEpochOfAFailoverIsTheAcknowledgedPosition() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(2, "f", 2), heard(3, "f", 3));
        assertThat(only().misplaced()).isEmpty();
    }

    @Test
    void theSameOffsetOfAnEarlierEpochIsAnotherPosition() {
        acknowledged("e", 1, 1);
        acknowledged("f", 2, 2);
        subscriber("a", heard(1), heard(2, "e", 2));
        assertThat(only().misplaced()).containsExactly(2L);
    }

    @Test
    void whoHearsItThereTooHearsItTwiceAndInItsPlace() {
        acknowledged("e", 1, 2);
        subscriber("a", heard(1), heard(2, "e", 1), heard(2));
        assertThat(only().misplaced()).isEmpty();
        assertThat(only().doubled()).containsExactly(2L);
    }

    @Test
    void oneWhoHearsTheFirstOfTwoAndOneWhoHearsTheSecondAreNotBothInPlace() {
        acknowledged("e", 1, 3);
        subscriber("a", heard(1), heard(2), heard(3));
        subscriber("b", heard(1), heard(3), heard(2, "e", 4));
        assertThat(account().findings().getLast().misplaced()).containsExactly(2L);
        assertThat(account().different()).isEmpty();
    }

    @Test
    void whatWasNotAcknowledgedIsHeardByAllOrByNone() {
        acknowledged("e", 1, 2);
        unacknowledged(3);
        unacknowledged(4);
        unacknowledged(5);
        subscriber("a", heard(1), heard(2), heard(3), heard(4));
        subscriber("b", heard(1), heard(2), heard(3));
        assertThat(account().findings().getLast().torn()).containsExactly(4L);
        assertThat(account().findings().getLast().lost()).isEmpty();
        assertThat(account().unacknowledged(Account.Hearers.ALL)).isEqualTo(1);
        assertThat(account().unacknowledged(Account.Hearers.SOME)).isEqualTo(1);
        assertThat(account().unacknowledged(Account.Hearers.NONE)).isEqualTo(1);
    }
}
