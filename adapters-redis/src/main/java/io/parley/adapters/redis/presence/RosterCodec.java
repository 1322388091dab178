package io.parley.adapters.redis.presence;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.parley.adapters.redis.Script;
import io.parley.adapters.redis.delivery.MemberCodec;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberState;
import io.parley.domain.presence.Roster;
import io.parley.domain.presence.RosterVersion;

/** What the scripts of rosters answer, and are told, as records. */
final class RosterCodec {
    private RosterCodec() {}

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static <T> T read(Object bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream((byte[]) bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemberCodec.Change change(ChannelId channel, Object bytes) {
        return read(bytes, in -> MemberCodec.readChange(in, channel.realm()));
    }

    static MemberJoined joined(ChannelId channel, Object bytes) {
        MemberCodec.Change change = change(channel, bytes);
        return new MemberJoined(channel, change.member(), change.count(), change.version());
    }

    static MemberLeft left(ChannelId channel, Object bytes) {
        MemberCodec.Change change = change(channel, bytes);
        return new MemberLeft(channel, change.member(), change.count(), change.version());
    }

    static MemberUpdated updated(ChannelId channel, Object bytes, Set<String> changed) {
        MemberCodec.Change change = change(channel, bytes);
        return new MemberUpdated(channel, change.member(), changed, change.count(), change.version());
    }

    static RosterVersion version(List<Object> answer) {
        return new RosterVersion(Script.text((byte[]) answer.getFirst()), (Long) answer.get(1));
    }

    static Roster roster(ChannelId channel, List<Object> answer) {
        List<Member> members = new ArrayList<>(answer.size() / 2);
        for (int i = 2; i < answer.size(); i += 2) {
            members.add(member(channel, answer.get(i)).as(state(answer.get(i + 1))));
        }
        members.sort(Comparator.comparing(member -> member.user().subject()));
        return new Roster(List.copyOf(members), version(answer));
    }

    private static Member member(ChannelId channel, Object bytes) {
        return read(bytes, in -> MemberCodec.read(in, channel.realm()));
    }

    static MemberState state(Object bytes) {
        return read(bytes, MemberCodec::readState);
    }

    static byte[] bytes(MemberState state) {
        return MemberCodec.bytes(out -> MemberCodec.writeState(out, state));
    }

    static byte[] bytes(Member member) {
        return MemberCodec.bytes(out -> MemberCodec.write(out, member));
    }

    static byte[] bytes(Set<String> names) {
        return MemberCodec.bytes(out -> MemberCodec.writeNames(out, names));
    }
}
