package io.parley.application.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert;

import io.parley.application.InMemoryNode;
import io.parley.application.Unavailable;
import io.parley.application.realm.TestRealms;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.Room;
import io.parley.domain.channel.Rule;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node in memory, those who come to it, and what tests of channels do there. */
abstract class OneNode {
    /** Anybody hears it, users speak in it; nothing is kept. */
    static final ChannelName LOBBY = new ChannelName("public:lobby");
    /** With history and presence; the first who joins makes it. */
    static final ChannelName ROOM = new ChannelName("room:1");
    static final ChannelId ROOM_ID = new ChannelId(RealmId.DEFAULT, ROOM);
    /** With history and presence; members only, and not there until a server makes it. */
    static final ChannelName CLUB = new ChannelName("private:room-club");
    static final ChannelId CLUB_ID = new ChannelId(RealmId.DEFAULT, CLUB);

    /** Another service that may do everything. */
    static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.ADMIN));
    static final UserId ADA = new UserId(RealmId.DEFAULT, "ada");
    static final UserId BOB = new UserId(RealmId.DEFAULT, "bob");

    final InMemoryNode.Cluster cluster = new InMemoryNode.Cluster();
    final InMemoryNode node = new InMemoryNode(cluster, "here", TestRealms.BOTH);
    final RecordingParticipant ada = new RecordingParticipant("ada-1", user("ada"));
    final RecordingParticipant adaToo = new RecordingParticipant("ada-2", user("ada"));
    final RecordingParticipant bob = new RecordingParticipant("bob-1", user("bob"));
    final RecordingParticipant nobody = new RecordingParticipant("nobody-1", new Anonymous(RealmId.DEFAULT));

    static User user(String subject) {
        return user(subject, Instant.MAX);
    }

    static User user(String subject, Instant expiry, String... roles) {
        return new User(new UserId(RealmId.DEFAULT, subject), new Profile(Optional.of(subject), Optional.empty()), Set.of(), Set.of(roles),
                Map.of(), expiry);
    }

    /** A service that may do this and nothing else. */
    static Server holding(Scope... scopes) {
        return new Server(RealmId.DEFAULT, "another", Set.of(scopes));
    }

    static Member member(String subject) {
        User user = user(subject);
        return new Member(user.id(), user.profile());
    }

    // What they want

    /** To hear it and to be seen there. */
    static Wish wish(ChannelName channel) {
        return new Wish(channel, true, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    static Wish wish(ChannelName channel, String filter) {
        return new Wish(channel, true, Optional.empty(), 0, Optional.of(new Rule(filter)), Optional.empty());
    }

    static Wish wish(ChannelName channel, Identity shown) {
        return new Wish(channel, true, Optional.empty(), 0, Optional.empty(), Optional.of(shown));
    }

    /** Asks; what is entered stays silent until its entry goes live. */
    Outcome<Entry> asks(RecordingParticipant who, Wish wish) {
        return node.subscribing.enter(who, wish);
    }

    /** Enters, and hears from then on. */
    Entry enters(RecordingParticipant who, Wish wish) {
        Entry entry = valueOf(asks(who, wish));
        node.subscribing.goLive(who, entry);
        return entry;
    }

    /** Up to where he knows the channel who was told that. */
    static Optional<Position> reached(Entry entry) {
        return entry.past().map(Entry.Past::reached);
    }

    /** What he was told that had been said; empty: he was told nothing of it. */
    static Optional<List<Delivery>> messages(Entry entry) {
        return entry.past().flatMap(Entry.Past::messages);
    }

    Entry enters(RecordingParticipant who, ChannelName channel) {
        return enters(who, wish(channel));
    }

    /** A server says it to all who are in the channel. */
    void says(ChannelName channel, String event) {
        valueOf(node.publishing.broadcast(BACKEND, channel, words(event)));
    }

    static Publishing.Words words(String event) {
        return Publishing.Words.toAll(event, Payload.NULL, Priority.NORMAL);
    }

    /** A server makes the room or changes it. */
    void makes(ChannelName channel, Room room) {
        valueOf(node.rooms.put(BACKEND, channel, room));
    }

    // What came of it

    /** The deed fails because a store is away, which is a failure and no refusal. */
    static void unavailable(ThrowableAssert.ThrowingCallable deed) {
        assertThatExceptionOfType(Unavailable.class).isThrownBy(deed);
    }

    static <T> T valueOf(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static Refusal refusalOf(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    static ErrorCode codeOf(Outcome<?> outcome) {
        return refusalOf(outcome).code();
    }
}
