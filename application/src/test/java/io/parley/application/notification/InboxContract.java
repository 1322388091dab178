package io.parley.application.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every {@link Inbox} must do. */
public abstract class InboxContract {
    private static final UserId ALICE = new UserId(RealmId.DEFAULT, "alice");
    private static final UserId BOB = new UserId(RealmId.DEFAULT, "bob");
    private static final UserId ALICE_ELSEWHERE = new UserId(new RealmId("elsewhere"), "alice");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Optional<UUID> FROM_START = Optional.empty();

    /** One inbox for the whole of a test, empty at its start. */
    protected abstract Inbox inbox();

    @Test
    void aNotificationComesBackWithEveryField() {
        Notification full = new Notification(id(1), ALICE, "invitation", Optional.of("Come over"), "Bob invites you",
                json("{\"room\":7}"), NOON, Optional.of(NOON.plusMillis(1)));

        assertThat(inbox().add(full)).isTrue();

        assertThat(all(ALICE)).containsExactly(full);
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        Notification bare = new Notification(id(1), ALICE, "invitation", Optional.empty(), "Bob invites you", Optional.empty(), NOON,
                Optional.empty());

        inbox().add(bare);

        assertThat(all(ALICE)).containsExactly(bare);
    }

    @Test
    void emptyTextIsNotAbsentText() {
        Notification empty = new Notification(id(1), ALICE, "", Optional.of(""), "", json("null"), NOON, Optional.empty());

        inbox().add(empty);

        assertThat(all(ALICE)).containsExactly(empty);
    }

    @Test
    void textOfAnyScriptComesBackAsItWas() {
        UserId user = new UserId(RealmId.DEFAULT, "Zoë|žluťoučký 用户 👩‍🚀");
        Notification unicode = new Notification(id(1), user, "приглашение", Optional.of("ملاحظة 🎉 e\u0301 é"),
                "tab\t line\r\n quote' \\ \u0001 \u2028 𝔘 \uFFFF %s :id ? $1", json("\"👋 \\u0000 \\ud83d\""), NOON, Optional.empty());

        inbox().add(unicode);

        assertThat(all(user)).containsExactly(unicode);
    }

    @Test
    void theLongestTextsComeBackWhole() {
        Notification long16k = new Notification(id(1), new UserId(RealmId.DEFAULT, "界".repeat(UserId.MAX_LENGTH)),
                "語".repeat(Notification.MAX_TYPE_LENGTH), Optional.of("題".repeat(Notification.MAX_TITLE_LENGTH)),
                randomText(Notification.MAX_CONTENT_LENGTH), json("\"" + randomText(100_000) + "\""), NOON, Optional.empty());

        inbox().add(long16k);

        assertThat(all(long16k.userId())).containsExactly(long16k);
    }

    @ParameterizedTest
    @MethodSource("jsonThatMustNotBeTidied")
    void dataComesBackByteForByte(String json) {
        inbox().add(new Notification(id(1), ALICE, "t", Optional.empty(), "c", json(json), NOON, Optional.empty()));

        assertThat(all(ALICE).getFirst().data().orElseThrow().json()).isEqualTo(json);
    }

    static Stream<String> jsonThatMustNotBeTidied() {
        return Stream.of("{ \"b\" : 1,\t\"a\":[ ] }", "{\"zz\":1,\"a\":2,\"m\":3}", "{\"a\":1,\"a\":2}", "1.00", "-0.0", "1E400", "1e-2",
                "123456789012345678901234567890", "\"\\u0041\\/\\u0000\"", "\"\\ud800\"", " [1] ", "true",
                "[".repeat(1000) + "]".repeat(1000));
    }

    @Test
    void theSameIdAgainChangesNothing() {
        Notification first = at(ALICE, 1, NOON);
        Notification again = new Notification(id(1), ALICE, "other", Optional.of("other"), "other", json("2"), NOON.plusSeconds(9),
                Optional.of(NOON));
        inbox().add(first);

        assertThat(inbox().add(again)).isFalse();

        assertThat(all(ALICE)).containsExactly(first);
    }

    @Test
    void theSameIdForTwoUsersIsTwoNotifications() {
        assertThat(inbox().add(at(ALICE, 1, NOON))).isTrue();
        assertThat(inbox().add(at(BOB, 1, NOON))).isTrue();

        assertThat(all(ALICE)).containsExactly(at(ALICE, 1, NOON));
        assertThat(all(BOB)).containsExactly(at(BOB, 1, NOON));
    }

    @Test
    void theSameSubjectInTwoRealmsIsTwoUsers() {
        assertThat(inbox().add(at(ALICE, 1, NOON))).isTrue();
        assertThat(inbox().add(at(ALICE_ELSEWHERE, 1, NOON))).isTrue();
        inbox().add(at(ALICE_ELSEWHERE, 2, NOON));

        assertThat(all(ALICE)).containsExactly(at(ALICE, 1, NOON));
        assertThat(inbox().list(ALICE, false, Optional.of(id(2)), 10)).isEmpty();
    }

    @Test
    void usersThatOnlyLookAlikeAreDifferent() {
        List<UserId> lookalikes = Stream.of("jos\u00e9", "jose\u0301", "JOS\u00c9", "jos\u00e9 ")
                .map(subject -> new UserId(RealmId.DEFAULT, subject)).toList();

        lookalikes.forEach(user -> inbox().add(at(user, 1, NOON)));

        assertThat(lookalikes).allSatisfy(user -> assertThat(all(user)).containsExactly(at(user, 1, NOON)));
    }

    @Test
    void whoeverGotNothingHasAnEmptyList() {
        inbox().add(at(ALICE, 1, NOON));

        assertThat(all(BOB)).isEmpty();
        assertThat(inbox().list(BOB, true, FROM_START, 10)).isEmpty();
    }

    @Test
    void theNewestComesFirstInWhateverOrderTheyWereAdded() {
        Notification old = at(ALICE, 9, NOON);
        Notification newer = at(ALICE, 5, NOON.plusMillis(1));
        Notification newest = at(ALICE, 1, NOON.plusMillis(2));
        List.of(newer, newest, old).forEach(inbox()::add);

        assertThat(all(ALICE)).containsExactly(newest, newer, old);
    }

    @Test
    void ofTheSameMomentTheHigherIdComesFirstByItsBytes() {
        List<UUID> highestFirst = Stream.of("ffffffff-ffff-ffff-ffff-ffffffffffff", "80000000-0000-0000-0000-000000000000",
                "7fffffff-ffff-ffff-ffff-ffffffffffff", "7fffffff-ffff-ffff-8000-000000000000", "7fffffff-ffff-ffff-7fff-ffffffffffff",
                "00000000-0000-0000-0000-000000000000").map(UUID::fromString).toList();
        List<UUID> shuffled = new ArrayList<>(highestFirst);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(id -> inbox().add(at(ALICE, id, NOON)));

        assertThat(all(ALICE)).extracting(Notification::id).containsExactlyElementsOf(highestFirst);
        assertThat(pages(ALICE, false, 1)).extracting(Notification::id).containsExactlyElementsOf(highestFirst);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, Inbox.MAX_PAGE})
    void pagingVisitsEachExactlyOnce(int limit) {
        // Five to a moment, so that pages end inside moments.
        IntStream.range(0, 53).forEach(n -> inbox().add(at(ALICE, n, NOON.plusMillis(n / 5))));

        assertThat(pages(ALICE, false, limit)).hasSize(53).doesNotHaveDuplicates().containsExactlyElementsOf(all(ALICE));
    }

    @Test
    void whatArrivesBetweenTwoPagesDoesNotShiftTheSecond() {
        IntStream.range(0, 4).forEach(n -> inbox().add(at(ALICE, n, NOON.plusMillis(n))));
        List<Notification> first = inbox().list(ALICE, false, FROM_START, 2);

        inbox().add(at(ALICE, 99, NOON.plusSeconds(1)));

        assertThat(inbox().list(ALICE, false, Optional.of(first.getLast().id()), 2)).extracting(Notification::id)
                .containsExactly(id(1), id(0));
    }

    @Test
    void afterTheLastThereIsNothing() {
        inbox().add(at(ALICE, 1, NOON));

        assertThat(inbox().list(ALICE, false, Optional.of(id(1)), 10)).isEmpty();
    }

    @Test
    void afterAnIdThatTheUserDoesNotHaveThereIsNothing() {
        inbox().add(at(ALICE, 1, NOON));
        inbox().add(at(BOB, 2, NOON.plusSeconds(1)));

        assertThat(inbox().list(ALICE, false, Optional.of(id(3)), 10)).isEmpty();
        assertThat(inbox().list(ALICE, false, Optional.of(id(2)), 10)).isEmpty();
        assertThat(inbox().list(ALICE, true, Optional.of(id(2)), 10)).isEmpty();
    }

    @Test
    void unreadOnlyLeavesOutWhatWasRead() {
        IntStream.range(0, 10).forEach(n -> inbox().add(n % 2 == 0 ? at(ALICE, n, NOON.plusMillis(n)) : read(n)));

        assertThat(inbox().list(ALICE, true, FROM_START, 10)).extracting(Notification::id)
                .containsExactly(id(8), id(6), id(4), id(2), id(0));
        assertThat(pages(ALICE, true, 2)).hasSize(5).allMatch(notification -> notification.readAt().isEmpty());
        assertThat(all(ALICE)).hasSize(10);
    }

    @Test
    void unreadOnlyGoesOnFromOneThatWasReadMeanwhile() {
        IntStream.range(0, 4).forEach(n -> inbox().add(n == 2 ? read(n) : at(ALICE, n, NOON.plusMillis(n))));

        assertThat(inbox().list(ALICE, true, Optional.of(id(2)), 10)).extracting(Notification::id).containsExactly(id(1), id(0));
    }

    @Test
    void aPageHoldsNoMoreThanItsLimit() {
        IntStream.range(0, Inbox.MAX_PAGE + 1).forEach(n -> inbox().add(at(ALICE, n, NOON)));

        assertThat(inbox().list(ALICE, false, FROM_START, 1)).hasSize(1);
        assertThat(inbox().list(ALICE, false, FROM_START, Inbox.MAX_PAGE)).hasSize(Inbox.MAX_PAGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Inbox.MAX_PAGE + 1, Integer.MAX_VALUE})
    void aLimitOutOfBoundsIsRefused(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> inbox().list(ALICE, false, FROM_START, limit));
    }

    @Test
    void ofEightThreadsThatAddTheSameIdExactlyOneDoes() throws Exception {
        for (int round = 0; round < 10; round++) {
            Notification contested = at(ALICE, round, NOON.plusMillis(round));
            assertThat(inEightThreads(() -> inbox().add(contested))).containsOnlyOnce(true).hasSize(8);
        }
        assertThat(all(ALICE)).hasSize(10);
    }

    private static <T> List<T> inEightThreads(Callable<T> deed) throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        Callable<T> atOnce = () -> {
            together.await();
            return deed.call();
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(8, atOnce))) {
                results.add(result.get());
            }
            return results;
        }
    }

    private List<Notification> all(UserId user) {
        return inbox().list(user, false, FROM_START, Inbox.MAX_PAGE);
    }

    private List<Notification> pages(UserId user, boolean unreadOnly, int limit) {
        List<Notification> seen = new ArrayList<>();
        List<Notification> page = inbox().list(user, unreadOnly, FROM_START, limit);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = inbox().list(user, unreadOnly, Optional.of(page.getLast().id()), limit);
        }
        return seen;
    }

    private static Notification read(int n) {
        return new Notification(id(n), ALICE, "t", Optional.empty(), "c", Optional.empty(), NOON.plusMillis(n), Optional.of(NOON));
    }

    private static Notification at(UserId user, int id, Instant createdAt) {
        return at(user, id(id), createdAt);
    }

    private static Notification at(UserId user, UUID id, Instant createdAt) {
        return new Notification(id, user, "t", Optional.empty(), "c", Optional.empty(), createdAt, Optional.empty());
    }

    private static UUID id(int n) {
        return new UUID(0, n);
    }

    private static Optional<Payload> json(String json) {
        return Optional.of(Payload.ofJson(json));
    }

    /** Does not compress, so that a store that packs long texts is tried too. */
    private static String randomText(int length) {
        return new Random(length).ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
