package io.parley.domain.channel;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static io.parley.domain.channel.Access.ADMINS;
import static io.parley.domain.channel.Access.EVERYONE;
import static io.parley.domain.channel.Access.OWNER;
import static io.parley.domain.channel.Access.SERVERS;
import static io.parley.domain.channel.Access.USERS;

/**
 * The policies that a fresh installation has: the rows of the protocol's table that need no room. What needs a room's members, owner or
 * roles is no channel yet, and therefore refused.
 */
public final class ShippedPolicies {
    /** Enough for a client that was away over night; the protocol's table says 100 messages, 24 hours. */
    private static final History DAY = new History(100, Duration.ofHours(24));

    private static final List<String> ANNOUNCEMENTS = List.of("event:*", "booking:*", "system:*", "tournament:*", "match:*");

    /** The book of the protocol's table. */
    public static final PolicyBook BOOK = new PolicyBook(Stream.concat(Stream.of(
            policy("public:*", EVERYONE, USERS, History.NONE, false),
            policy("private:user-{id}", OWNER, SERVERS, DAY, false),
            policy("room:*", USERS, USERS, DAY, true),
            policy("room.*", USERS, USERS, DAY, true),
            policy("chat:*", USERS, USERS, DAY, true),
            policy("presence:*", USERS, USERS, History.NONE, true),
            policy("admin:*", ADMINS, ADMINS, DAY, true)),
            ANNOUNCEMENTS.stream().map(pattern -> policy(pattern, USERS, SERVERS, History.NONE, false))).toList());

    private ShippedPolicies() {}

    private static ChannelPolicy policy(String pattern, Access subscribe, Access publish, History history, boolean presence) {
        return new ChannelPolicy(ChannelPattern.of(pattern), subscribe, publish, history, presence);
    }
}
