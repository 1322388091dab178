package io.parley.application.presence;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/** One roster of the in-memory directory. Not thread-safe: its cluster is. */
final class InMemoryRoster<L> {
    record Place(ConnectionId connection, UserId user) {}

    private record Entry<L>(L life, Member member, Optional<Instant> idleSince) {}

    private final ChannelId channel;
    private final Consumer<RosterChange> tell;
    private final Map<Place, Entry<L>> entries = new LinkedHashMap<>();
    private final Map<UserId, Member> members = new HashMap<>();
    private final Map<UserId, Instant> lastActive = new HashMap<>();
    private RosterVersion version;

    InMemoryRoster(ChannelId channel, String era, Consumer<RosterChange> tell) {
        this.channel = channel;
        this.tell = tell;
        version = isTold() ? new RosterVersion(era, 0) : RosterVersion.UNKNOWN;
    }

    private boolean isTold() {
        return Publicity.of(channel) == Publicity.CHANNEL;
    }

    void beginEra(String era) {
        version = new RosterVersion(era, version.number());
    }

    RosterVersion version() {
        return version;
    }

    int count() {
        return members.size();
    }

    Roster all() {
        return new Roster(members.values().stream().sorted(Comparator.comparing(member -> member.user().subject())).toList(), version);
    }

    Optional<Member> member(UserId user) {
        return Optional.ofNullable(members.get(user));
    }

    Optional<MemberJoined> join(Place place, Member member, L life) {
        Optional<Entry<L>> before = Optional.ofNullable(entries.get(place));
        entries.put(place, new Entry<>(life, member, before.flatMap(Entry::idleSince)));
        Member known = members.get(place.user());
        if (known == null) {
            members.put(place.user(), member.as(MemberState.NONE));
            MemberJoined joined = new MemberJoined(channel, members.get(place.user()), count(), next());
            told(joined);
            return Optional.of(joined);
        }
        boolean says = before.isEmpty() || !before.get().member().profile().equals(member.profile());
        if (says) {
            changed(known, new Member(place.user(), member.profile(), known.state().awaySince(awaySince(place.user()))));
        }
        return Optional.empty();
    }

    Optional<MemberLeft> leave(Place place) {
        if (entries.remove(place) == null) {
            return Optional.empty();
        }
        Member member = members.get(place.user());
        if (ofUser(place.user())) {
            changed(member, member.as(member.state().awaySince(awaySince(place.user()))));
            return Optional.empty();
        }
        members.remove(place.user());
        lastActive.remove(place.user());
        MemberLeft left = new MemberLeft(channel, member.as(MemberState.NONE), count(), next());
        told(left);
        return Optional.of(left);
    }

    List<MemberLeft> leave(Predicate<L> dead) {
        return List.copyOf(entries.keySet()).stream().filter(place -> dead.test(entries.get(place).life())).map(this::leave)
                .flatMap(Optional::stream).toList();
    }

    MemberUpdated update(Member member, Set<String> changed) {
        members.put(member.user(), member);
        MemberUpdated updated = new MemberUpdated(channel, member, changed, count(), next());
        told(updated);
        return updated;
    }

    Optional<MemberUpdated> idle(Place place, Optional<Instant> since) {
        Entry<L> entry = entries.get(place);
        if (!isTold() || entry == null || entry.idleSince().isPresent() == since.isPresent()) {
            return Optional.empty();
        }
        entries.put(place, new Entry<>(entry.life(), entry.member(), since));
        since.ifPresent(last -> lastActive.merge(place.user(), last, (one, other) -> one.isAfter(other) ? one : other));
        Member member = members.get(place.user());
        return changed(member, member.as(member.state().awaySince(awaySince(place.user()))));
    }

    private Optional<MemberUpdated> changed(Member before, Member after) {
        boolean news = !before.profile().equals(after.profile())
                || before.state().awaySince().isPresent() != after.state().awaySince().isPresent();
        if (news && isTold()) {
            return Optional.of(update(after, Set.of()));
        }
        members.put(after.user(), news ? after : before);
        return Optional.empty();
    }

    private boolean ofUser(UserId user) {
        return entries.keySet().stream().anyMatch(place -> place.user().equals(user));
    }

    private Optional<Instant> awaySince(UserId user) {
        boolean away = entries.entrySet().stream().filter(entry -> entry.getKey().user().equals(user))
                .allMatch(entry -> entry.getValue().idleSince().isPresent());
        return away ? Optional.ofNullable(lastActive.get(user)) : Optional.empty();
    }

    private RosterVersion next() {
        if (isTold()) {
            version = new RosterVersion(version.era(), version.number() + 1);
        }
        return version;
    }

    private void told(RosterChange change) {
        if (isTold()) {
            tell.accept(change);
        }
    }
}
