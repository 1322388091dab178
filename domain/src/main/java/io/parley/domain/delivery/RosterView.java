package io.parley.domain.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/**
 * A channel's roster as it has been told: the sum of all that was told of it. Each change is told once and in turn; what was missed is found by
 * reading the roster and comparing. A roster of more members than are told one by one is only counted, until it has shrunk well below that. Not
 * thread-safe: what happens in a channel happens one after the other.
 */
public final class RosterView {
    private final ChannelId channel;
    private final int limit;
    private final SortedMap<String, Member> members = new TreeMap<>();
    private RosterVersion version = RosterVersion.UNKNOWN;
    private int count;
    private Scale scale = Scale.UNKNOWN;

    private enum Scale {
        UNKNOWN, SMALL, LARGE
    }

    /** What a change means after those before it. */
    public enum Arrival {
        /** The one that was due: it is part of the view now. */
        NEXT,
        /** Part of the view before. */
        DUPLICATE,
        /** Something in between is missing, or nothing is known yet: the roster has to be read. Nothing changed. */
        GAP
    }

    /**
     * What a reading of the roster brought.
     *
     * @param differences what makes of the view what was read, in order; the view is that now
     * @param whole       whether all of it has to be told instead, as it was only counted before
     */
    public record Reading(List<RosterChange> differences, boolean whole) {
        private static final Reading NOTHING = new Reading(List.of(), false);
    }

    /** @param limit of so many members each is known, of more only their number; at least 1 */
    public RosterView(ChannelId channel, int limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** Whether it has been read. */
    public boolean isKnown() {
        return scale != Scale.UNKNOWN;
    }

    /** Whether members are only counted. */
    public boolean isLarge() {
        return scale == Scale.LARGE;
    }

    /** Whether members are only counted, though they have become few enough to be told: then the roster has to be read. */
    public boolean isToBeTold() {
        return isLarge() && isFew(count);
    }

    /** How many members there are. */
    public int count() {
        return count;
    }

    /** Whether all that a roster of that version has is part of it. */
    public boolean isAtLeast(RosterVersion other) {
        return isKnown() && version.isAtLeast(other);
    }

    /** Who is there; nobody where they are only counted. */
    public Roster roster() {
        return new Roster(List.copyOf(members.values()), version, count);
    }

    /** Nothing is known any more. */
    public void forget() {
        become(Scale.UNKNOWN, RosterVersion.UNKNOWN, 0);
    }

    /** Takes a change if it is the next; says what it is. */
    public Arrival apply(RosterChange change) {
        if (isAtLeast(change.version())) {
            return Arrival.DUPLICATE;
        }
        if (!isKnown() || !change.version().isNextAfter(version) || !isPossible(change)) {
            return Arrival.GAP;
        }
        version = change.version();
        count = change.count();
        if (!isLarge()) {
            take(change);
        }
        return Arrival.NEXT;
    }

    /** Nobody comes who is there, and nobody else goes or changes. */
    private boolean isPossible(RosterChange change) {
        return isLarge() || members.containsKey(key(change.member())) != change instanceof MemberJoined;
    }

    private void take(RosterChange change) {
        if (change instanceof MemberLeft) {
            members.remove(key(change.member()));
        } else {
            members.put(key(change.member()), change.member());
        }
        if (members.size() > limit) {
            become(Scale.LARGE, version, count);
        }
    }

    private void become(Scale other, RosterVersion at, int many) {
        scale = other;
        version = at;
        count = many;
        members.clear();
    }

    /** Becomes the roster that was read, unless that is older than this. */
    public Reading reconcile(Roster now) {
        if (isAtLeast(now.version()) && !(isToBeTold() && now.version().equals(version))) {
            return Reading.NOTHING;
        }
        Scale before = scale;
        List<RosterChange> differences = before == Scale.SMALL && !isTooLarge(now) ? differences(now) : List.of();
        become(isTooLarge(now) || (before == Scale.LARGE && !isFew(now.count())) ? Scale.LARGE : Scale.SMALL, now.version(), now.count());
        if (!isLarge()) {
            now.members().forEach(member -> members.put(key(member), member));
        }
        return new Reading(differences, before == Scale.LARGE && !isLarge());
    }

    private boolean isTooLarge(Roster roster) {
        return roster.isPartial() || roster.count() > limit;
    }

    /** By a tenth fewer than the limit, so that a roster about its size does not change sides all the time. */
    private boolean isFew(int many) {
        return many * 10L < limit * 9L;
    }

    private List<RosterChange> differences(Roster now) {
        SortedMap<String, Member> after = new TreeMap<>();
        now.members().forEach(member -> after.put(key(member), member));
        List<RosterChange> differences = new ArrayList<>();
        int there = members.size();
        for (Map.Entry<String, Member> one : members.entrySet()) {
            if (!after.containsKey(one.getKey())) {
                differences.add(new MemberLeft(channel, one.getValue(), --there, now.version()));
            }
        }
        for (Map.Entry<String, Member> one : after.entrySet()) {
            Member known = members.get(one.getKey());
            if (known == null) {
                differences.add(new MemberJoined(channel, one.getValue(), ++there, now.version()));
            }
        }
        for (Map.Entry<String, Member> one : after.entrySet()) {
            Member known = members.get(one.getKey());
            if (known != null && !known.equals(one.getValue())) {
                differences.add(new MemberUpdated(channel, one.getValue(), changed(known, one.getValue()), there, now.version()));
            }
        }
        return differences;
    }

    private static Set<String> changed(Member before, Member after) {
        Set<String> changed = new HashSet<>(before.state().data().keySet());
        changed.addAll(after.state().data().keySet());
        changed.removeIf(name -> Objects.equals(before.state().data().get(name), after.state().data().get(name)));
        if (!before.profile().avatar().equals(after.profile().avatar())) {
            changed.add(MemberState.AVATAR);
        }
        return changed;
    }

    private static String key(Member member) {
        return member.user().subject();
    }
}
