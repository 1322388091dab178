package io.parley.application.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.parley.application.InMemoryNode;
import io.parley.application.Unavailable;
import io.parley.application.delivery.Backplane;
import io.parley.application.delivery.BackplaneListener;
import io.parley.application.delivery.Excerpt;
import io.parley.application.delivery.Reading;
import io.parley.application.protocol.TestVocabulary;
import io.parley.application.realm.AddressPolicy;
import io.parley.application.realm.OriginPolicy;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelPattern;
import io.parley.domain.channel.ChannelPolicy;
import io.parley.domain.channel.History;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.RoomUse;
import io.parley.domain.channel.Rule;
import io.parley.domain.channel.Rules;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Once;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NotifyingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Instant NOW_IN_MILLIS = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final UUID FRESH = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID CHOSEN = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UserId ALICE = new UserId(RealmId.DEFAULT, "alice");
    private static final UserId BOB = new UserId(RealmId.DEFAULT, "bob");
    private static final Identity SHOP = new Server(RealmId.DEFAULT, "shop", Set.of(Scope.NOTIFICATIONS_WRITE));

    private static final History HISTORY = new History(7, Duration.ofHours(1));
    private static final PolicyBook BOOK = new PolicyBook(List.of(new ChannelPolicy(ChannelPattern.of("private:user-{id}"),
            Rules.of(Rule.OWNER, Rule.SERVERS), HISTORY, false, RoomUse.NONE, OptionalInt.empty(), false)));
    private static final Realms REALMS = new Realms(List.of(
            new Realm(RealmId.DEFAULT, Set.of(), BOOK, false, new OriginPolicy(Set.of()), AddressPolicy.ANYBODY)));

    private final Inbox inbox = new InMemoryInbox();
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Notifying notifying = new Notifying(inbox, backplane, new InMemoryNode(REALMS).channels,
            new TestVocabulary(notification -> Payload.ofJson("\"" + notification.id() + "\"")), InstantSource.fixed(NOW), () -> FRESH);

    @Test
    void aServerNeedsTheScope() {
        Identity publisher = new Server(RealmId.DEFAULT, "shop", Set.of(Scope.PUBLISH));

        assertRefused(notifying.notify(publisher, notice(CHOSEN, ALICE)), ErrorCode.PERMISSION_DENIED);
        assertRefused(notifying.notify(user(ALICE), notice(CHOSEN, ALICE)), ErrorCode.PERMISSION_DENIED);
        assertRefused(notifying.notify(new Anonymous(RealmId.DEFAULT), notice(CHOSEN, ALICE)), ErrorCode.PERMISSION_DENIED);

        assertThat(listOf(ALICE)).isEmpty();
        assertThat(backplane.published).isEmpty();
    }

    @Test
    void anAdministratorHoldsTheScopeToo() {
        Identity admin = new Server(RealmId.DEFAULT, "ops", Set.of(Scope.ADMIN));

        assertThat(notifying.notify(admin, notice(CHOSEN, ALICE))).isEqualTo(Outcome.done(CHOSEN));
    }

    @Test
    void everyUserFindsTheNoticeInHisInbox() {
        Notice notice = new Notice(Optional.of(CHOSEN), List.of(ALICE, BOB), "invitation", Optional.of("Come over"), "Carol invites you",
                Optional.of(Payload.ofJson("{\"room\":7}")));

        assertThat(notifying.notify(SHOP, notice)).isEqualTo(Outcome.done(CHOSEN));

        assertThat(listOf(ALICE)).containsExactly(new Notification(CHOSEN, ALICE, "invitation", Optional.of("Come over"),
                "Carol invites you", Optional.of(Payload.ofJson("{\"room\":7}")), NOW_IN_MILLIS, Optional.empty()));
        assertThat(listOf(BOB)).extracting(Notification::id).containsExactly(CHOSEN);
    }

    @Test
    void aNoticeWithoutAnIdGetsAFreshOne() {
        assertThat(notifying.notify(SHOP, new Notice(Optional.empty(), List.of(ALICE), "t", Optional.empty(), "c", Optional.empty())))
                .isEqualTo(Outcome.done(FRESH));

        assertThat(listOf(ALICE)).extracting(Notification::id).containsExactly(FRESH);
    }

    @Test
    void itIsWrittenBeforeItIsPushed() {
        notifying.notify(SHOP, notice(CHOSEN, ALICE, BOB));

        assertThat(backplane.wasWritten).containsExactly(true, true);
    }

    @Test
    void itIsPushedOnceToEachUsersOwnChannel() {
        notifying.notify(SHOP, notice(CHOSEN, ALICE, BOB, ALICE));

        Payload data = Payload.ofJson("\"" + CHOSEN + "\"");
        assertThat(backplane.published).containsExactly(
                new Message(channel("private:user-alice"), "notification.new", data, NOW_IN_MILLIS, Optional.empty()),
                new Message(channel("private:user-bob"), "notification.new", data, NOW_IN_MILLIS, Optional.empty()));
        assertThat(backplane.histories).containsOnly(HISTORY);
    }

    @Test
    void aUserIdThatIsNoNameIsEscapedInItsChannel() {
        notifying.notify(SHOP, notice(CHOSEN, new UserId(RealmId.DEFAULT, "auth0|zoë")));

        assertThat(backplane.published).extracting(Message::channel).containsExactly(channel("private:user-auth0=7Czo=C3=AB"));
    }

    @Test
    void aRepeatedIdIsNeitherWrittenNorPushedAgain() {
        notifying.notify(SHOP, notice(CHOSEN, ALICE));
        List<Notification> before = listOf(ALICE);

        assertThat(notifying.notify(SHOP, new Notice(Optional.of(CHOSEN), List.of(ALICE), "other", Optional.empty(), "other",
                Optional.empty()))).isEqualTo(Outcome.done(CHOSEN));

        assertThat(listOf(ALICE)).isEqualTo(before);
        assertThat(backplane.published).hasSize(1);
    }

    @Test
    void aRepeatedIdReachesTheUsersWhoDoNotHaveItYet() {
        notifying.notify(SHOP, notice(CHOSEN, ALICE));

        notifying.notify(SHOP, notice(CHOSEN, ALICE, BOB));

        assertThat(backplane.published).extracting(Message::channel)
                .containsExactly(channel("private:user-alice"), channel("private:user-bob"));
    }

    @Test
    void usersOfAnotherRealmAreNotNotified() {
        UserId stranger = new UserId(new RealmId("elsewhere"), "alice");

        assertRefused(notifying.notify(SHOP, notice(CHOSEN, ALICE, stranger)), ErrorCode.PERMISSION_DENIED);

        assertThat(listOf(ALICE)).isEmpty();
        assertThat(listOf(stranger)).isEmpty();
    }

    @Test
    void whatCannotBePushedIsInTheInboxAllTheSame() {
        backplane.down = true;

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> notifying.notify(SHOP, notice(CHOSEN, ALICE)));

        assertThat(listOf(ALICE)).extracting(Notification::id).containsExactly(CHOSEN);
    }

    @Test
    void aUserSeesHisOwnListAlone() {
        notifying.notify(SHOP, notice(CHOSEN, ALICE));
        Identity namesake = user(new UserId(new RealmId("elsewhere"), "alice"));

        assertThat(notifying.list(user(ALICE), false, Optional.empty(), 10)).isEqualTo(Outcome.done(listOf(ALICE)));
        assertThat(notifying.list(user(BOB), false, Optional.empty(), 10)).isEqualTo(Outcome.done(List.of()));
        assertThat(notifying.list(namesake, false, Optional.empty(), 10)).isEqualTo(Outcome.done(List.of()));
        assertThat(notifying.list(user(BOB), false, Optional.of(CHOSEN), 10)).isEqualTo(Outcome.done(List.of()));
    }

    @Test
    void aListIsPagedAndFilteredAsTheInboxDoes() {
        inbox.add(entry(1, Optional.empty()));
        inbox.add(entry(2, Optional.of(NOW)));
        inbox.add(entry(3, Optional.empty()));

        assertThat(notifying.list(user(ALICE), true, Optional.of(new UUID(0, 3)), 1))
                .isEqualTo(Outcome.done(List.of(entry(1, Optional.empty()))));
    }

    @Test
    void whoeverIsNoUserHasNoList() {
        assertRefused(notifying.list(SHOP, false, Optional.empty(), 10), ErrorCode.AUTH_REQUIRED);
        assertRefused(notifying.list(new Server(RealmId.DEFAULT, "ops", Set.of(Scope.ADMIN)), false, Optional.empty(), 10),
                ErrorCode.AUTH_REQUIRED);
        assertRefused(notifying.list(new Anonymous(RealmId.DEFAULT), false, Optional.empty(), 10), ErrorCode.AUTH_REQUIRED);
    }

    private List<Notification> listOf(UserId user) {
        return inbox.list(user, false, Optional.empty(), Inbox.MAX_PAGE);
    }

    private static void assertRefused(Outcome<?> outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static Notice notice(UUID id, UserId... users) {
        return new Notice(Optional.of(id), List.of(users), "invitation", Optional.empty(), "Carol invites you", Optional.empty());
    }

    private static Notification entry(int n, Optional<Instant> readAt) {
        return new Notification(new UUID(0, n), ALICE, "t", Optional.empty(), "c", Optional.empty(), NOW_IN_MILLIS.plusMillis(n), readAt);
    }

    private static User user(UserId id) {
        return new User(id, Profile.UNKNOWN, Set.of(), NOW.plusSeconds(60));
    }

    private static ChannelId channel(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    /** Notes what is published, and whether it was in the inbox of the channel's user at that moment. */
    private final class RecordingBackplane implements Backplane {
        private final List<Message> published = new ArrayList<>();
        private final List<History> histories = new ArrayList<>();
        private final List<Boolean> wasWritten = new ArrayList<>();
        private boolean down;

        @Override
        public Optional<Position> publish(ChannelEvent event, History history) {
            if (down) {
                throw new Unavailable("The backplane is down", new IllegalStateException("test"));
            }
            Message message = (Message) event;
            published.add(message);
            histories.add(history);
            UserId user = new UserId(message.channel().realm(), message.channel().name().value().substring("private:user-".length()));
            wasWritten.add(!listOf(user).isEmpty());
            return Optional.of(new Position("epoch", published.size()));
        }

        @Override
        public Outcome<Optional<Position>> publishOnce(Message message, History history, Once once) {
            throw new UnsupportedOperationException("The inbox sees that nothing is told twice");
        }

        @Override
        public Excerpt read(ChannelId channel, Reading reading) {
            throw new UnsupportedOperationException("Notifying only publishes");
        }

        @Override
        public void attach(ChannelId channel, BackplaneListener listener) {
            throw new UnsupportedOperationException("Notifying only publishes");
        }

        @Override
        public void detach(ChannelId channel) {
            throw new UnsupportedOperationException("Notifying only publishes");
        }
    }
}
