package io.parley.domain.channel;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;

import static io.parley.domain.channel.Rule.ADMINS;
import static io.parley.domain.channel.Rule.CONCERNED;
import static io.parley.domain.channel.Rule.CONCERNED_OR_OWNER;
import static io.parley.domain.channel.Rule.EVERYONE;
import static io.parley.domain.channel.Rule.MEMBERS;
import static io.parley.domain.channel.Rule.MEMBERS_IF_ANY;
import static io.parley.domain.channel.Rule.NOBODY;
import static io.parley.domain.channel.Rule.OWNER;
import static io.parley.domain.channel.Rule.READERS;
import static io.parley.domain.channel.Rule.SERVERS;
import static io.parley.domain.channel.Rule.USERS;
import static io.parley.domain.channel.Rule.WRITERS;

/** The policies that a fresh installation has: the rows of the protocol's table. A realm may replace each and add its own. */
public final class ShippedPolicies {
    /** Enough for a client that was away over night; the protocol's table says 100 messages, 24 hours. */
    private static final History DAY = new History(100, Duration.ofHours(24));
    /** Enough to come back from a tunnel; an edit of yesterday is in the document by now. */
    private static final History HOUR = new History(100, Duration.ofHours(1));
    /** The state of a thing that is worked on for minutes. */
    private static final History LAST = new History(1, Duration.ofHours(24));
    /** Requirement C2. */
    private static final OptionalInt ROOM_CAPACITY = OptionalInt.of(1_000);

    /** The book of the protocol's table. */
    public static final PolicyBook BOOK = new PolicyBook(Stream.of(
            Stream.of(
                    plain("public:*", EVERYONE, USERS),
                    new ChannelPolicy(ChannelPattern.of("private:user-{id}"), Rules.of(OWNER, SERVERS), DAY, false, RoomUse.NONE,
                            OptionalInt.empty(), false),
                    plain("user:{id}:{event}", OWNER, SERVERS),
                    room("private:room-*", MEMBERS, RoomUse.REQUIRED),
                    room("room:*", MEMBERS_IF_ANY, RoomUse.ON_JOIN),
                    room("room.*", MEMBERS_IF_ANY, RoomUse.ON_JOIN),
                    social("chat:*", MEMBERS_IF_ANY, MEMBERS_IF_ANY, DAY),
                    social("presence:*", MEMBERS_IF_ANY, MEMBERS_IF_ANY, History.NONE),
                    social("docs.*", READERS, WRITERS, HOUR),
                    social("presence.*", READERS, READERS, History.NONE),
                    new ChannelPolicy(ChannelPattern.of("jobs.*"), Rules.of(CONCERNED, SERVERS), LAST, false, RoomUse.OPTIONAL,
                            OptionalInt.empty(), true),
                    plain(ChannelName.ALL.value(), NOBODY, NOBODY),
                    new ChannelPolicy(ChannelPattern.of("admin:*"), Rules.of(ADMINS, ADMINS), DAY, true, RoomUse.NONE, OptionalInt.empty(),
                            false),
                    new ChannelPolicy(ChannelPattern.of("db:collection:*"), Rules.of(NOBODY, NOBODY), History.NONE, false, RoomUse.OPTIONAL,
                            OptionalInt.empty(), false)),
            Stream.of("event:*", "booking:*", "system:*", "tournament:*", "match:*").map(pattern -> plain(pattern, USERS, SERVERS)),
            Stream.of("payment:{id}", "payment:{id}:*", "ticket:{id}", "ticket:{id}:*", "progress:{id}", "progress:{id}:*")
                    .map(ShippedPolicies::personal))
            .flatMap(policies -> policies).toList());

    private ShippedPolicies() {}

    /** What is heard by those who are there, and kept for nobody. */
    private static ChannelPolicy plain(String pattern, Rule subscribe, Rule publish) {
        return new ChannelPolicy(ChannelPattern.of(pattern), Rules.of(subscribe, publish), History.NONE, false, RoomUse.NONE,
                OptionalInt.empty(), false);
    }

    private static ChannelPolicy room(String pattern, Rule members, RoomUse rooms) {
        return new ChannelPolicy(ChannelPattern.of(pattern), Rules.of(members, members), DAY, true, rooms, ROOM_CAPACITY, false);
    }

    /** Where people meet; a room is made of it if a server wants one. */
    private static ChannelPolicy social(String pattern, Rule subscribe, Rule publish, History history) {
        return new ChannelPolicy(ChannelPattern.of(pattern), Rules.of(subscribe, publish), history, true, RoomUse.OPTIONAL,
                OptionalInt.empty(), false);
    }

    /** What concerns one user: the one whom the name carries, or whom a server's room names as {@code userId}. */
    private static ChannelPolicy personal(String pattern) {
        return new ChannelPolicy(ChannelPattern.of(pattern), Rules.of(CONCERNED_OR_OWNER, SERVERS), History.NONE, false, RoomUse.OPTIONAL,
                OptionalInt.empty(), false);
    }
}
