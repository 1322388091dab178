package io.parley.application.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.domain.channel.Bans;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.Room;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a node knows about channels without asking, and for how long. */
class ChannelRecordsTest {
    private static final ChannelId CHANNEL = new ChannelId(RealmId.DEFAULT, new ChannelName("room:1"));
    private static final Duration TRUST = Duration.ofSeconds(30);
    private static final Room FIRST = SomeRoom.ofMembers("ada");
    private static final Room SECOND = SomeRoom.ofMembers("bob");

    private final ManualClock clock = new ManualClock();
    private final InMemoryChannelDirectory directory = new InMemoryChannelDirectory(new InMemoryChannelDirectory.Store());
    private final InMemoryChannelCopies copies = new InMemoryChannelCopies(new InMemoryChannelCopies.Store());
    private final ChannelRecords records = new ChannelRecords(directory, copies, clock);

    private static ChannelRecord with(Room room) {
        return new ChannelRecord(Optional.of(room), Bans.NONE);
    }

    /** As a server does it, on whichever node. */
    private void changesTo(Room room) {
        directory.put(CHANNEL, room);
        copies.forget(CHANNEL);
    }

    /** And as this node hears of it, if it does. */
    private void changesAndIsToldTo(Room room) {
        changesTo(room);
        records.changed(CHANNEL);
    }

    private int asked() {
        return copies.faults().calls("find");
    }

    // Channels that nobody here hears

    @Test
    void ofAChannelThatNobodyHearsTheCopiesAreAskedEachTime() {
        records.of(CHANNEL);
        records.of(CHANNEL);
        records.of(CHANNEL);
        assertThat(asked()).isEqualTo(3);
        assertThat(directory.faults().calls("find")).isEqualTo(1);
    }

    @Test
    void ofAChannelThatNobodyHearsAChangeIsSeenAtOnce() {
        changesTo(FIRST);
        assertThat(records.of(CHANNEL)).isEqualTo(with(FIRST));
        changesTo(SECOND);
        assertThat(records.of(CHANNEL)).isEqualTo(with(SECOND));
    }

    @Test
    void thatNothingIsKeptIsKnownFromACopyToo() {
        assertThat(records.of(CHANNEL)).isEqualTo(ChannelRecord.NOTHING);
        directory.faults().storeIsAwayAt("find");
        assertThat(records.of(CHANNEL)).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void bansThatHaveEndedAreLeftOut() {
        directory.ban(CHANNEL, new UserId(RealmId.DEFAULT, "eve"), clock.instant().plusSeconds(60));
        clock.advance(Duration.ofSeconds(60));
        assertThat(records.of(CHANNEL).bans()).isEqualTo(Bans.NONE);
    }

    @Test
    void aCopyThatWasReadBeforeAChangeIsNotKeptAfterIt() {
        changesTo(FIRST);
        directory.faults().justAfter("find", () -> changesTo(SECOND));
        records.of(CHANNEL);
        assertThat(records.of(CHANNEL)).isEqualTo(with(SECOND));
    }

    @Test
    void aChangeOfWhatNobodyHearsIsNoNews() {
        records.changed(CHANNEL);
        assertThat(records.of(CHANNEL)).isEqualTo(ChannelRecord.NOTHING);
    }

    // Channels that somebody here hears

    @Test
    void ofAChannelThatIsHeardOneQuestionServesThousands() {
        records.heard(CHANNEL);
        IntStream.range(0, 5_000).forEach(_ -> records.of(CHANNEL));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void afterAChangeOneQuestionServesThousandsAgain() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        changesAndIsToldTo(FIRST);
        assertThat(Stream.generate(() -> records.of(CHANNEL)).limit(5_000)).allMatch(with(FIRST)::equals);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aChangeDuringTheLookUpIsNotLost() {
        changesTo(FIRST);
        records.heard(CHANNEL);
        directory.faults().justAfter("find", () -> changesAndIsToldTo(SECOND));
        records.of(CHANNEL);
        assertThat(records.of(CHANNEL)).isEqualTo(with(SECOND));
    }

    @Test
    void whatIsKnownIsTrustedForHalfAMinute() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        changesTo(FIRST);
        clock.advance(TRUST.minusMillis(1));
        assertThat(records.of(CHANNEL)).isEqualTo(ChannelRecord.NOTHING);
        clock.advance(Duration.ofMillis(1));
        assertThat(records.of(CHANNEL)).isEqualTo(with(FIRST));
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void whoLookedAgainTrustsForAnotherHalfMinute() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        clock.advance(TRUST);
        records.of(CHANNEL);
        clock.advance(TRUST.minusMillis(1));
        records.of(CHANNEL);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void ofOneChannelAnothersChangeTellsNothing() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        records.changed(new ChannelId(RealmId.DEFAULT, new ChannelName("room:2")));
        records.of(CHANNEL);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whatIsKnownNeedsNoStore() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        copies.faults().storeIsAwayAt("find");
        directory.faults().storeIsAwayAt("find");
        assertThat(records.of(CHANNEL)).isEqualTo(ChannelRecord.NOTHING);
    }

    @Test
    void whatIsTrustedNoMoreIsAFailureIfNobodyAnswers() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        clock.advance(TRUST);
        copies.faults().storeIsAwayAt("find");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> records.of(CHANNEL));
        copies.faults().heal();
        assertThat(records.of(CHANNEL)).isEqualTo(ChannelRecord.NOTHING);
    }

    // Beginning and ending to hear it

    @Test
    void aChannelIsKnownAsLongAsOneHearsIt() {
        records.heard(CHANNEL);
        records.heard(CHANNEL);
        records.heardNoMore(CHANNEL);
        records.of(CHANNEL);
        records.of(CHANNEL);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void whenNobodyHearsItAnyMoreItIsAskedForEachTime() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        records.heardNoMore(CHANNEL);
        changesTo(FIRST);
        assertThat(records.of(CHANNEL)).isEqualTo(with(FIRST));
    }

    @Test
    void whoHearsItAgainDoesNotTrustWhatWasKnownBefore() {
        records.heard(CHANNEL);
        records.of(CHANNEL);
        records.heardNoMore(CHANNEL);
        changesTo(FIRST);
        records.heard(CHANNEL);
        assertThat(records.of(CHANNEL)).isEqualTo(with(FIRST));
    }

    // Many at once

    @Test
    void ofManyWhoAskAtOnceOneAsksForAll() throws InterruptedException {
        records.heard(CHANNEL);
        CountDownLatch onItsWay = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        copies.faults().justBefore("find", () -> {
            onItsWay.countDown();
            await(answered);
        });
        Thread first = Thread.ofPlatform().start(() -> records.of(CHANNEL));
        onItsWay.await();
        List<Thread> others = IntStream.range(0, 20).mapToObj(_ -> Thread.ofPlatform().start(() -> records.of(CHANNEL))).toList();
        Awaitility.await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(others).extracting(Thread::getState).containsOnly(Thread.State.WAITING));
        answered.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoWaitsForOneChannelHoldsUpNoOther() throws InterruptedException {
        ChannelId other = new ChannelId(RealmId.DEFAULT, new ChannelName("room:2"));
        records.heard(CHANNEL);
        records.heard(other);
        CountDownLatch onItsWay = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        copies.faults().justBefore("find", () -> {
            onItsWay.countDown();
            await(answered);
        });
        Thread slow = Thread.ofPlatform().start(() -> records.of(CHANNEL));
        onItsWay.await();
        assertThat(records.of(other)).isEqualTo(ChannelRecord.NOTHING);
        records.changed(CHANNEL);
        records.heardNoMore(CHANNEL);
        answered.countDown();
        slow.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
