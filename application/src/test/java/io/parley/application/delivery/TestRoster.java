package io.parley.application.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/** A channel's roster as the store has it. What is done to it returns the news of it, to be told or lost. */
final class TestRoster {
    private final ChannelId channel;
    private final Map<String, Member> members = new TreeMap<>();
    private long number;
    private int readings;
    private Runnable meanwhile = () -> {};
    private boolean away;

    TestRoster(ChannelId channel) {
        this.channel = channel;
    }

    static UserId user(String name) {
        return new UserId(RealmId.DEFAULT, name);
    }

    RosterVersion version() {
        return new RosterVersion("era", number);
    }

    Roster now() {
        return new Roster(List.copyOf(members.values()), version());
    }

    /** As the topic reads it. */
    Roster read(ChannelId of) {
        readings++;
        if (away || !of.equals(channel)) {
            throw new Unavailable("test", new IllegalStateException("away"));
        }
        Roster answer = now();
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        return answer;
    }

    int readings() {
        return readings;
    }

    /** Once, after it was read and before the answer arrives, that happens. */
    void whileItIsRead(Runnable event) {
        meanwhile = event;
    }

    void isAway(boolean whether) {
        away = whether;
    }

    MemberJoined joins(String name) {
        members.put(name, new Member(user(name), Profile.UNKNOWN));
        number++;
        return new MemberJoined(channel, members.get(name), members.size(), version());
    }

    MemberLeft leaves(String name) {
        Member gone = members.remove(name);
        number++;
        return new MemberLeft(channel, gone, members.size(), version());
    }

    MemberUpdated says(String name, String what, String json) {
        Member member = members.get(name);
        members.put(name, member.as(member.state().with(new MemberUpdate(Map.of(what, Payload.ofJson(json))))));
        number++;
        return new MemberUpdated(channel, members.get(name), Set.of(what), members.size(), version());
    }
}
