package io.parley.application.presence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/** A roster as somebody knows it who read it once and heard every change since. */
public final class RosterReplay {
    private final Map<String, Member> members = new TreeMap<>();
    private RosterVersion version;

    /** Who begins with that. */
    public RosterReplay(Roster first) {
        first.members().forEach(member -> members.put(member.user().subject(), member));
        version = first.version();
    }

    /** Hears those, all of them changes of the roster. */
    public RosterReplay after(List<ChannelEvent> heard) {
        heard.stream().map(RosterChange.class::cast).forEach(this::hear);
        return this;
    }

    private void hear(RosterChange change) {
        if (!change.version().isNextAfter(version)) {
            throw new AssertionError("After " + version + " came " + change);
        }
        version = change.version();
        String user = change.member().user().subject();
        boolean sound = switch (change) {
            case MemberJoined joined -> members.put(user, joined.member()) == null;
            case MemberLeft _ -> members.remove(user) != null;
            case MemberUpdated updated -> members.put(user, updated.member()) != null;
        };
        if (!sound || members.size() != change.count()) {
            throw new AssertionError("It cannot be that " + change + " where there are " + members.values());
        }
    }

    /** What he knows by now. */
    public Roster now() {
        return new Roster(List.copyOf(members.values()), version);
    }
}
