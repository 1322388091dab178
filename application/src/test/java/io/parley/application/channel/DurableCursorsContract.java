package io.parley.application.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.parley.application.channel.DurableCursors.Key;
import io.parley.application.channel.DurableCursors.Taken;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.DurableName;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link DurableCursors} promises, as a program. An adapter's test extends it; users are new in every test. */
public abstract class DurableCursorsContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Position START = new Position("e", 7);
    private static final Position LATER = new Position("e", 9);

    private final UserId ada = new UserId(RealmId.DEFAULT, "Ada \u0000 " + UUID.randomUUID());
    private final Key key = key(ada, "phone", "chat:1");

    /** For adapters' tests. */
    protected DurableCursorsContract() {}

    /** The same cursors for the whole of a test. */
    protected abstract DurableCursors cursors();

    private static Key key(UserId user, String name, String channel) {
        return new Key(user, new DurableName(name), new ChannelId(user.realm(), new ChannelName(channel)));
    }

    private Taken take(Key which) {
        return take(which, NOW).orElseThrow();
    }

    private Optional<Taken> take(Key which, Instant now) {
        return cursors().take(which, START, now);
    }

    @Test
    void aNewCursorBeginsAtTheStart() {
        assertThat(take(key).position()).isEqualTo(START);
    }

    @Test
    void whoTakesItAgainFindsItWhereItIs() {
        take(key);
        assertThat(cursors().take(key, LATER, NOW).orElseThrow().position()).isEqualTo(START);
    }

    @Test
    void whoeverTakesItHasAHigherTermThanAllBefore() {
        long first = take(key).term();
        long second = take(key).term();
        assertThat(second).isGreaterThan(first);
        assertThat(take(key).term()).isGreaterThan(second);
    }

    @Test
    void aCursorIsMovedByWhoTookItLast() {
        Taken taken = take(key);
        assertThat(cursors().move(key, taken.term(), LATER, NOW)).isTrue();
        assertThat(take(key).position()).isEqualTo(LATER);
    }

    @Test
    void whoTookItBeforeMovesItNoMore() {
        Taken old = take(key);
        take(key);
        assertThat(cursors().move(key, old.term(), LATER, NOW)).isFalse();
        assertThat(take(key).position()).isEqualTo(START);
    }

    @Test
    void aCursorGoesOnInAnotherEpoch() {
        Taken taken = take(key);
        cursors().move(key, taken.term(), new Position("new", 0), NOW);
        assertThat(take(key).position()).isEqualTo(new Position("new", 0));
    }

    @Test
    void whatDoesNotExistIsNotMoved() {
        assertThat(cursors().move(key, 1, LATER, NOW)).isFalse();
        assertThat(take(key).position()).isEqualTo(START);
    }

    @Test
    void eachNameChannelUserAndRealmHasItsOwn() {
        cursors().move(key, take(key).term(), LATER, NOW);
        UserId elsewhere = new UserId(new RealmId("elsewhere"), ada.subject());
        List<Key> others = List.of(key(ada, "Phone", "chat:1"), key(ada, "phone", "chat:2"),
                key(new UserId(RealmId.DEFAULT, "bob" + UUID.randomUUID()), "phone", "chat:1"), key(elsewhere, "phone", "chat:1"));
        assertThat(others).allSatisfy(other -> assertThat(take(other)).isEqualTo(new Taken(START, take(other).term() - 1)));
        assertThat(take(key).position()).isEqualTo(LATER);
    }

    @Test
    void aUserHasAtMostSoManyAndTheyStayHis() {
        List<Key> all = IntStream.rangeClosed(1, DurableCursors.MAX_PER_USER).mapToObj(i -> key(ada, "name-" + i, "chat:1")).toList();
        all.forEach(this::take);
        assertThat(take(key, NOW)).isEmpty();
        assertThat(all).allSatisfy(one -> assertThat(take(one, NOW)).isPresent());
        assertThat(take(key(new UserId(RealmId.DEFAULT, "bob" + UUID.randomUUID()), "phone", "chat:1"), NOW)).isPresent();
    }

    @Test
    void whoTakeAtOnceGetNoMoreThanSoMany() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Taken>>> devices = IntStream.rangeClosed(1, 16)
                    .<Callable<Optional<Taken>>>mapToObj(i -> () -> take(key(ada, "name-" + i, "chat:1"), NOW)).toList();
            int taken = 0;
            for (Future<Optional<Taken>> device : threads.invokeAll(devices)) {
                taken += device.get().isPresent() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(DurableCursors.MAX_PER_USER);
        }
    }

    @Test
    void ofThoseWhoTakeTheSameAtOnceEachHasATermOfHisOwn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> devices = IntStream.rangeClosed(1, 16).<Callable<Long>>mapToObj(_ -> () -> take(key).term()).toList();
            List<Long> terms = threads.invokeAll(devices).stream().map(DurableCursorsContract::outcome).toList();
            assertThat(terms).doesNotHaveDuplicates();
        }
    }

    private static long outcome(Future<Long> term) {
        return term.resultNow();
    }

    @Test
    void aCursorThatIsNotUsedIsForgotten() {
        cursors().move(key, take(key).term(), LATER, NOW);
        assertThat(take(key, NOW.plus(DurableCursors.KEPT)).orElseThrow().position()).isEqualTo(START);
    }

    @Test
    void aCursorThatIsUsedStays() {
        Duration almost = DurableCursors.KEPT.minusSeconds(1);
        Taken taken = take(key);
        cursors().move(key, taken.term(), LATER, NOW.plus(almost));
        assertThat(take(key, NOW.plus(almost).plus(almost)).orElseThrow().position()).isEqualTo(LATER);
        assertThat(take(key, NOW.plus(almost).plus(almost).plus(almost)).orElseThrow().position()).isEqualTo(LATER);
    }

    @Test
    void whatIsForgottenMakesRoom() {
        IntStream.rangeClosed(1, DurableCursors.MAX_PER_USER).forEach(i -> take(key(ada, "name-" + i, "chat:1")));
        assertThat(take(key, NOW.plus(DurableCursors.KEPT))).isPresent();
    }

    @Test
    void cursorsThatNobodyUsedSinceThenAreForgottenAndNoOthers() {
        Key used = key(ada, "used", "chat:1");
        take(key, NOW.minusSeconds(1_000_000));
        take(used, NOW.plusSeconds(1));
        assertThat(forgetAll(NOW)).isGreaterThanOrEqualTo(1);
        assertThat(cursors().move(key, 1, LATER, NOW)).isFalse();
        assertThat(cursors().move(used, 1, LATER, NOW)).isTrue();
        assertThat(cursors().forget(NOW)).isZero();
    }

    private int forgetAll(Instant unusedSince) {
        int sum = 0;
        for (int some = cursors().forget(unusedSince); some > 0; some = cursors().forget(unusedSince)) {
            sum += some;
        }
        return sum;
    }
}
