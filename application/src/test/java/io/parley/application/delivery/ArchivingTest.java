package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.parley.application.ManualClock;
import io.parley.application.Unavailable;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.AckFrom;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPattern;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.History;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.Rules;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Stretch;
import io.parley.domain.identity.RealmId;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ArchivingTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final History ARCHIVED = new History(2, Duration.ofDays(1), MONTH, AckFrom.MASTER);
    private static final Realms REALMS = new Realms(List.of(new Realm(RealmId.DEFAULT, Set.of(), new PolicyBook(List.of(
            policy("chat:*", ARCHIVED), policy("plain:*", new History(2, Duration.ofDays(1))))), false, new OriginPolicy(Set.of()),
            new AddressPolicy(List.of(), List.of()))));

    private final ManualClock clock = new ManualClock();
    private final InMemoryBackplane.Store store = new InMemoryBackplane.Store(clock);
    private final InMemoryBackplane backplane = new InMemoryBackplane(store);
    private final InMemoryArchiveQueue queue = new InMemoryArchiveQueue(store);
    private final InMemoryMessageArchive archive = new InMemoryMessageArchive();
    private final Archiving archiving = new Archiving(queue, archive, REALMS, clock);

    private static ChannelPolicy policy(String pattern, History history) {
        return new ChannelPolicy(ChannelPattern.of(pattern), Rules.of(Rule.EVERYONE, Rule.EVERYONE), history, false, RoomUse.NONE,
                OptionalInt.empty(), false);
    }

    private static ChannelId channel(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    private Position say(String channel, long first, long last, History history) {
        return LongStream.rangeClosed(first, last).mapToObj(number -> backplane.publish(new Message(channel(channel), "said",
                Payload.ofJson("" + number), clock.instant(), Optional.empty()), history).orElseThrow()).reduce((_, later) -> later)
                .orElseThrow();
    }

    private List<String> archived(String channel) {
        Position newest = backplane.read(channel(channel), Reading.last(0)).newest();
        return archive.read(channel(channel), List.of(new Stretch(newest.epoch(), Long.MAX_VALUE)), 0, Long.MAX_VALUE, 100_000, false)
                .stream()
                .map(delivery -> ((Message) delivery.event()).data().json()).toList();
    }

    private int atHand(String channel) {
        return backplane.read(channel(channel), Reading.last(100_000)).deliveries().size();
    }

    @Test
    void whatWaitsIsMovedAndThenDroppedAtHand() {
        say("chat:1", 1, 5, ARCHIVED);
        say("chat:2", 6, 6, ARCHIVED);
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(6, true));
        assertThat(archived("chat:1")).containsExactly("1", "2", "3", "4", "5");
        assertThat(archived("chat:2")).containsExactly("6");
        assertThat(atHand("chat:1")).isEqualTo(2);
    }

    @Test
    void whereNothingWaitsNothingIsDone() {
        say("plain:1", 1, 5, new History(2, Duration.ofDays(1)));
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(0, true));
        assertThat(archive.faults().calls("keep")).isZero();
    }

    @Test
    void whatIsMovedIsNotMovedAgain() {
        say("chat:1", 1, 5, ARCHIVED);
        archiving.run();
        say("chat:1", 6, 6, ARCHIVED);
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(1, true));
        assertThat(archived("chat:1")).hasSize(6);
    }

    @Test
    void manyAreMovedInBatches() {
        say("chat:1", 1, 2_300, ARCHIVED);
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(2_300, true));
        assertThat(archive.faults().calls("keep")).isEqualTo(5);
        assertThat(archived("chat:1")).hasSize(2_300);
    }

    @Test
    void whileTheArchiveIsAwayNothingIsDropped() {
        say("chat:1", 1, 5, ARCHIVED);
        archive.faults().storeIsAwayAt("keep");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(archiving::run);
        assertThat(atHand("chat:1")).isEqualTo(5);
        archive.faults().heal();
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(5, true));
        assertThat(archived("chat:1")).hasSize(5);
    }

    @Test
    void whoFailsInBetweenLeavesWorkThatIsDoneAgainToTheSameEnd() {
        say("chat:1", 1, 5, ARCHIVED);
        queue.faults().storeIsAwayAt("archived");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(archiving::run);
        queue.faults().heal();
        assertThat(new Archiving(new InMemoryArchiveQueue(store), archive, REALMS, clock).run().messages()).isEqualTo(5);
        assertThat(archived("chat:1")).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void whereTooMuchWaitsNothingMoreIsTakenUntilItIsArchived() {
        store.bound(3);
        say("chat:1", 1, 3, ARCHIVED);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> say("chat:1", 4, 4, ARCHIVED));
        archiving.run();
        assertThat(say("chat:1", 4, 4, ARCHIVED).offset()).isEqualTo(4);
    }

    @Test
    void aChannelThatFailsDoesNotKeepTheOthersFromBeingMoved() {
        say("chat:1", 1, 1, ARCHIVED);
        say("chat:2", 1, 1, ARCHIVED);
        say("chat:3", 1, 1, ARCHIVED);
        MessageArchive choosy = new Choosy(archive, channel("chat:2"));
        assertThatIllegalStateException().isThrownBy(() -> new Archiving(queue, choosy, REALMS, clock).run());
        assertThat(archived("chat:1")).hasSize(1);
        assertThat(archived("chat:3")).hasSize(1);
        assertThat(queue.waiting(10)).containsExactly(channel("chat:2"));
    }

    @Test
    void aChannelWhosePolicyArchivesNoMoreIsReleased() {
        say("plain:1", 1, 5, ARCHIVED);
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(0, true));
        assertThat(archived("plain:1")).isEmpty();
        say("plain:1", 6, 6, new History(2, Duration.ofDays(1)));
        assertThat(atHand("plain:1")).isEqualTo(2);
    }

    @Test
    void aChannelOfARealmThatThisNodeDoesNotKnowIsLeftToOthers() {
        ChannelId foreign = new ChannelId(new RealmId("foreign"), new ChannelName("chat:1"));
        backplane.publish(new Message(foreign, "said", Payload.NULL, clock.instant(), Optional.empty()), ARCHIVED);
        assertThat(archiving.run()).isEqualTo(new Archiving.Run(0, false));
        assertThat(queue.waiting(10)).containsExactly(foreign);
    }

    @Test
    void afterAFailoverWhatIsAtHandIsArchivedUnderItsNewName() {
        say("chat:1", 1, 5, ARCHIVED);
        store.failOver(2);
        say("chat:1", 6, 6, ARCHIVED);
        archiving.run();
        assertThat(archived("chat:1")).containsExactly("1", "2", "3", "6");
    }

    @Test
    void aMessageIsForgottenWhenItsTimeInTheArchiveIsOver() {
        say("chat:1", 1, 1, ARCHIVED);
        archiving.run();
        clock.advance(MONTH.minusMillis(1));
        assertThat(archiving.expire()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(archiving.expire()).isEqualTo(1);
        assertThat(archived("chat:1")).isEmpty();
    }

    /** An archive that cannot take what one channel says. */
    private record Choosy(MessageArchive archive, ChannelId disliked) implements MessageArchive {
        @Override
        public void keep(ChannelId channel, List<Delivery> messages, Instant until) {
            if (channel.equals(disliked)) {
                throw new IllegalStateException("test: disliked");
            }
            archive.keep(channel, messages, until);
        }

        @Override
        public List<Delivery> read(ChannelId channel, List<Stretch> stretches, long above, long below, int limit,
                boolean reverse) {
            return archive.read(channel, stretches, above, below, limit, reverse);
        }

        @Override
        public int expire(Instant now) {
            return archive.expire(now);
        }
    }
}
