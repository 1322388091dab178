package io.parley.adapters.redis.presence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.presence.PresenceDirectory;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.RealmId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/**
 * Rosters in Redis. Every entry carries the lease under which it was made. The channel is listed with the lease before the entry is made, so that
 * an eviction misses none; and an eviction leaves a fence behind, so that an entry which was on its way is refused and made under the next lease.
 */
public final class RedisPresenceDirectory implements PresenceDirectory {
    private static final Script JOIN = Script.of("join.lua");
    private static final Script LEAVE = Script.of("leave.lua");
    /** How long a command of a node that stood still may be on its way. */
    private static final Duration FENCE = Duration.ofHours(1);

    private final RedissonClient redis;
    private final NodeLease lease;

    /** The view of the node that holds the lease. */
    public RedisPresenceDirectory(RedissonClient redis, NodeLease lease) {
        this.redis = redis;
        this.lease = lease;
    }

    @Override
    public Optional<MemberJoined> join(ChannelId channel, ConnectionId connection, Member member) {
        long count = Redis.ask("enter a roster", () -> {
            String life = lease.life();
            long entered = join(life, channel, connection, member);
            while (entered < 0) {
                lease.endedIn(life);
                life = lease.life();
                entered = join(life, channel, connection, member);
            }
            return entered;
        });
        return count == 0 ? Optional.empty() : Optional.of(new MemberJoined(channel, member, (int) count));
    }

    /** As the script: -1 if the lease has ended. */
    private long join(String life, ChannelId channel, ConnectionId connection, Member member) {
        return lease.register(life, channel.toString())
                ? JOIN.number(redis, keysOf(channel, life), entry(connection, member), Script.bytes(member.user().subject()),
                        bytes(life, member))
                : -1;
    }

    @Override
    public Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member) {
        long count = Redis.ask("leave a roster",
                () -> LEAVE.number(redis, keysOf(channel), entry(connection, member), Script.bytes(member.user().subject())));
        return count < 0 ? Optional.empty() : Optional.of(new MemberLeft(channel, member, (int) count));
    }

    @Override
    public Roster roster(ChannelId channel) {
        return Redis.ask("read a roster", () -> {
            TreeMap<String, Member> members = new TreeMap<>();
            redis.<byte[], byte[]>getMap(Keys.of("presence", channel), ByteArrayCodec.INSTANCE).readAllValues().stream()
                    .map(bytes -> leased(bytes, channel.realm())).sorted(Comparator.comparing(Member::toString))
                    .forEach(member -> members.putIfAbsent(member.user().subject(), member));
            return new Roster(List.copyOf(members.values()));
        });
    }

    @Override
    public int count(ChannelId channel) {
        return Redis.ask("count a roster", () -> redis.getMap(Keys.of("presence-count", channel), ByteArrayCodec.INSTANCE).size());
    }

    @Override
    public boolean renewLease() {
        return lease.renew();
    }

    @Override
    public void beginAnew() {
        lease.endedIn(lease.life());
    }

    @Override
    public void evictDeadNodes(Consumer<MemberLeft> seenOff) {
        lease.dead().forEach(dead -> {
            new Eviction(redis, lease.channelsOf(dead), dead, FENCE).run(seenOff);
            lease.forget(dead);
        });
    }

    private static byte[] entry(ConnectionId connection, Member member) {
        return Script.bytes(connection + "/" + member.user().subject());
    }

    private static List<String> keysOf(ChannelId channel) {
        return List.of(Keys.of("presence", channel), Keys.of("presence-count", channel));
    }

    static List<String> keysOf(ChannelId channel, String life) {
        return List.of(Keys.of("presence", channel), Keys.of("presence-count", channel), Keys.of("presence-fence", channel) + "/" + life);
    }

    private static byte[] bytes(String life, Member member) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(Script.bytes(life + "/"));
            MemberCodec.write(out, member);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Member leased(byte[] bytes, RealmId realm) {
        int start = 0;
        while (bytes[start++] != '/') {
            // The lease: what it says is for evictions.
        }
        return member(bytes, start, realm);
    }

    static Member member(byte[] bytes, int start, RealmId realm) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start))) {
            return MemberCodec.read(in, realm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
