package io.parley.domain.channel;

import java.util.OptionalInt;

/** Policies for tests that look at one thing in them. */
final class TestPolicies {
    private TestPolicies() {}

    static ChannelPolicy of(String pattern) {
        return of(pattern, Rules.of(Rule.USERS, Rule.USERS), RoomUse.OPTIONAL, OptionalInt.empty());
    }

    static ChannelPolicy of(String pattern, Rules rules, RoomUse rooms, OptionalInt capacity) {
        return new ChannelPolicy(ChannelPattern.of(pattern), rules, History.NONE, true, rooms, capacity, false);
    }
}
