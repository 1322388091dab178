package io.parley.adapters.redis.presence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.redisson.api.RSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.presence.PresenceDirectory;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.RealmId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.Roster;

/**
 * Rosters in Redis. Every entry carries the lease under which it was made; a lease is a key that expires. Beside it stands the list of the
 * channels that it has entries in, written before the entry, so that an eviction misses none.
 */
public final class RedisPresenceDirectory implements PresenceDirectory, AutoCloseable {
    private static final Script JOIN = Script.of("join.lua");
    private static final Script LEAVE = Script.of("leave.lua");
    private static final Script EVICT = Script.of("evict.lua");

    private final RedissonClient redis;
    private final String lease;
    private final Duration length;

    /**
     * A node's view.
     *
     * @param lease  the node's name in this life: one that nobody had before, so that a node which comes back does not inherit its entries
     * @param length how long the lease holds without being renewed
     */
    public RedisPresenceDirectory(RedissonClient redis, String lease, Duration length) {
        this.redis = redis;
        this.lease = lease;
        this.length = length;
        renewLease();
    }

    @Override
    public Optional<MemberJoined> join(ChannelId channel, ConnectionId connection, Member member) {
        long count = Redis.ask("enter a roster", () -> {
            channelsOf(lease).add(channel.toString());
            return JOIN.number(redis, keysOf(channel), entry(connection), Script.bytes(member.user().subject()), bytes(member));
        });
        return count == 0 ? Optional.empty() : Optional.of(new MemberJoined(channel, member, (int) count));
    }

    @Override
    public Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member) {
        long count = Redis.ask("leave a roster",
                () -> LEAVE.number(redis, keysOf(channel), entry(connection), Script.bytes(member.user().subject())));
        return count < 0 ? Optional.empty() : Optional.of(new MemberLeft(channel, member, (int) count));
    }

    @Override
    public Roster roster(ChannelId channel) {
        return Redis.ask("read a roster", () -> {
            TreeMap<String, Member> members = new TreeMap<>();
            redis.<byte[], byte[]>getMap(Keys.of("presence", channel), ByteArrayCodec.INSTANCE).readAllValues().stream()
                    .map(bytes -> member(bytes, channel.realm())).sorted(Comparator.comparing(Member::toString))
                    .forEach(member -> members.putIfAbsent(member.user().subject(), member));
            return new Roster(List.copyOf(members.values()));
        });
    }

    @Override
    public void renewLease() {
        Redis.ask("renew the lease", () -> {
            redis.getBucket(keyOf(lease), StringCodec.INSTANCE).set("", length);
            return leases().add(lease);
        });
    }

    @Override
    public List<MemberLeft> evictDeadNodes() {
        return Redis.ask("look for dead nodes", () -> leases().readAll().stream()
                .filter(other -> !redis.getBucket(keyOf(other), StringCodec.INSTANCE).isExists()).flatMap(dead -> evict(dead).stream())
                .toList());
    }

    private List<MemberLeft> evict(String dead) {
        List<MemberLeft> left = new ArrayList<>();
        RSet<String> channels = channelsOf(dead);
        for (String channel : channels.readAll()) {
            left.addAll(evict(dead, channel));
            channels.remove(channel);
        }
        leases().remove(dead);
        return left;
    }

    private List<MemberLeft> evict(String dead, String channelText) {
        int slash = channelText.indexOf('/');
        ChannelId channel = new ChannelId(new RealmId(channelText.substring(0, slash)), new ChannelName(channelText.substring(slash + 1)));
        List<Object> answer = EVICT.list(redis, keysOf(channel), Script.bytes(dead + "/"));
        List<MemberLeft> left = new ArrayList<>();
        for (int i = 0; i < answer.size(); i += 2) {
            int count = ((Long) answer.get(i)).intValue();
            left.add(new MemberLeft(channel, member((byte[]) answer.get(i + 1), channel.realm()), count));
        }
        return left;
    }

    /** Gives the lease back: what it still holds is evicted by the others at once instead of when it runs out. */
    @Override
    public void close() {
        Redis.ask("give the lease back", () -> redis.getBucket(keyOf(lease), StringCodec.INSTANCE).delete());
    }

    private byte[] entry(ConnectionId connection) {
        return Script.bytes(lease + "/" + connection);
    }

    private static List<String> keysOf(ChannelId channel) {
        return List.of(Keys.of("presence", channel), Keys.of("presence-count", channel));
    }

    private RSet<String> leases() {
        return redis.getSet("parley:leases", StringCodec.INSTANCE);
    }

    private static String keyOf(String lease) {
        return "parley:lease:" + lease;
    }

    private RSet<String> channelsOf(String lease) {
        return redis.getSet("parley:lease-channels:" + lease, StringCodec.INSTANCE);
    }

    private static byte[] bytes(Member member) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            MemberCodec.write(out, member);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Member member(byte[] bytes, RealmId realm) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return MemberCodec.read(in, realm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
