package io.parley.application.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parley.application.ManualClock;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Profile;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.Server;
import io.parley.domain.identity.User;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;

/** Whom the tests of connections are about, and where they meet. */
final class People {
    /** Her token is good for an hour. */
    static final User ADA = user("ada", 3600);
    static final User BOB = user("bob", 3600);
    static final Member ADA_MEMBER = new Member(ADA.id(), Profile.UNKNOWN);
    static final Member BOB_MEMBER = new Member(BOB.id(), Profile.UNKNOWN);
    /** A service that may do everything. */
    static final Server BACKEND = new Server(RealmId.DEFAULT, "backend", Set.of(Scope.ADMIN));

    /** Any user may be there; it keeps history and has presence. */
    static final ChannelId ROOM = channel("room:1");

    private People() {}

    static User user(String subject, long expiresAfterSeconds) {
        return new User(new UserId(RealmId.DEFAULT, subject), Profile.UNKNOWN, Set.of(),
                ManualClock.START.plusSeconds(expiresAfterSeconds));
    }

    /** Ada with the role that lets her into {@code admin:*}. */
    static User adaAsAdmin(long expiresAfterSeconds) {
        return new User(ADA.id(), Profile.UNKNOWN, Set.of(), Set.of("admin"), Map.of(), ManualClock.START.plusSeconds(expiresAfterSeconds));
    }

    /** Ada with a token whose claim {@code channels} is that. */
    static User adaWhoseTokenNames(Object channels) {
        return new User(ADA.id(), Profile.UNKNOWN, Set.of(), Set.of(), Map.of("channels", channels), ADA.expiry());
    }

    static ChannelId channel(String name) {
        return new ChannelId(RealmId.DEFAULT, new ChannelName(name));
    }

    /** What a user hears without asking. */
    static List<ChannelId> unasked(User user) {
        return List.of(channel("private:user-" + user.id().subject()), channel("system:all"));
    }
}
