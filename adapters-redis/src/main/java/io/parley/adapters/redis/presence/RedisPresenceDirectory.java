package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.adapters.redis.node.NodeLease;
import io.parley.application.presence.Entered;
import io.parley.application.presence.PresenceDirectory;
import io.parley.application.presence.Publicity;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Member;
import io.parley.domain.presence.MemberUpdate;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.Outcome;

/**
 * Rosters in Redis. Every entry carries the lease under which it was made. The channel is listed with the lease before the entry is made, so that
 * an eviction misses none; and an eviction leaves a fence behind, so that an entry which was on its way is refused and made under the next lease.
 * The script that makes a change broadcasts it.
 */
public final class RedisPresenceDirectory implements PresenceDirectory {
    private static final Script JOIN = Script.of("roster.lua", "join.lua");
    private static final Script LEAVE = Script.of("roster.lua", "leave.lua");
    private static final Script SEE = Script.of("roster.lua", "see-roster.lua");
    private static final Script UPDATE = Script.of("roster.lua", "update-member.lua");
    private static final Script IDLE = Script.of("roster.lua", "idle.lua");
    private static final byte[] NOW = {};
    /** How long a command of a node that stood still may be on its way. */
    private static final Duration FENCE = Duration.ofHours(1);

    private final RedissonClient redis;
    private final NodeLease lease;
    private final Supplier<UUID> eras;

    /**
     * The view of the node that holds the lease.
     *
     * @param eras names for the eras of rosters; each must be new in the cluster's life
     */
    public RedisPresenceDirectory(RedissonClient redis, NodeLease lease, Supplier<UUID> eras) {
        this.redis = redis;
        this.lease = lease;
        this.eras = eras;
    }

    @Override
    public Entered join(ChannelId channel, ConnectionId connection, Member member) {
        List<Object> answer = Redis.ask("enter a roster", () -> {
            String life = lease.life();
            List<Object> entered = join(life, channel, connection, member);
            while (entered.isEmpty()) {
                lease.endedIn(life);
                life = lease.life();
                entered = join(life, channel, connection, member);
            }
            return entered;
        });
        return new Entered(answer.size() > 2 ? Optional.of(RosterCodec.joined(channel, answer.get(2))) : Optional.empty(),
                RosterCodec.version(answer));
    }

    /** As the script: empty if the lease has ended. */
    private List<Object> join(String life, ChannelId channel, ConnectionId connection, Member member) {
        return lease.register(life, channel.toString())
                ? JOIN.list(redis, RosterKeys.of(channel, life), arguments(channel, entry(connection, member.user()),
                        Script.bytes(member.user().subject()), Script.bytes(life + "/"), RosterCodec.bytes(member)))
                : List.of();
    }

    @Override
    public Optional<MemberLeft> leave(ChannelId channel, ConnectionId connection, Member member) {
        return Redis.ask("leave a roster",
                () -> LEAVE.value(redis, RosterKeys.of(channel),
                        arguments(channel, entry(connection, member.user()), Script.bytes(member.user().subject()),
                                RosterCodec.bytes(member))))
                .map(left -> RosterCodec.left(channel, left));
    }

    @Override
    public Roster roster(ChannelId channel) {
        return RosterCodec.roster(channel,
                Redis.ask("read a roster", () -> SEE.list(redis, RosterKeys.of(channel), arguments(channel))));
    }

    @Override
    public int count(ChannelId channel) {
        return Redis.ask("count a roster", () -> redis.getMap(Keys.of("presence-count", channel), ByteArrayCodec.INSTANCE).size());
    }

    @Override
    public Outcome<Optional<MemberUpdated>> update(ChannelId channel, UserId user, MemberUpdate update) {
        if (Publicity.of(channel) != Publicity.CHANNEL) {
            return Outcome.refused(PresenceDirectory.notThere(channel));
        }
        return new Updating(channel, user, update, asked -> Redis.ask("change what is seen of a member",
                () -> UPDATE.list(redis, RosterKeys.of(channel), arguments(channel, asked)))).run();
    }

    @Override
    public Optional<MemberUpdated> idle(ChannelId channel, ConnectionId connection, UserId user, Instant lastActive) {
        return idle(channel, connection, user, Script.bytes(lastActive.toEpochMilli()));
    }

    @Override
    public Optional<MemberUpdated> active(ChannelId channel, ConnectionId connection, UserId user) {
        return idle(channel, connection, user, NOW);
    }

    private Optional<MemberUpdated> idle(ChannelId channel, ConnectionId connection, UserId user, byte[] lastActive) {
        return Redis.ask("note who is away",
                () -> IDLE.value(redis, RosterKeys.of(channel),
                        arguments(channel, entry(connection, user), Script.bytes(user.subject()), lastActive)))
                .map(updated -> RosterCodec.updated(channel, updated, Set.of()));
    }

    @Override
    public Optional<Instant> lastSeen(ChannelId own) {
        return Optional
                .ofNullable(Redis.ask("tell when a user was there",
                        () -> redis.<String>getBucket(RosterKeys.lastSeen(own), StringCodec.INSTANCE).get()))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
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
            new Eviction(redis, lease.channelsOf(dead), dead, FENCE, eras).run(seenOff);
            lease.forget(dead);
        });
    }

    private byte[][] arguments(ChannelId channel, byte[]... more) {
        return RosterKeys.arguments(channel, eras.get().toString(), more);
    }

    private static byte[] entry(ConnectionId connection, UserId user) {
        return Script.bytes(connection + "/" + user.subject());
    }
}
