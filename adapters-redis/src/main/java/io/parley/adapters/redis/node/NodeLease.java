package io.parley.adapters.redis.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RBucket;
import org.redisson.api.RSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.Unavailable;
import io.parley.domain.connection.NodeId;

/**
 * A node's sign of life: a key that expires. A lease that has ended never holds again. A node that finds its own ended begins a new life, with
 * another lease: so whoever takes out what the old one had entered, however late, does not touch what the new one enters.
 *
 * <p>Beside each lease stands the list of the channels that it has entries in. It grows only while the lease holds, so who reads it after has all
 * of them. Thread-safe; methods throw {@link io.parley.application.Unavailable} if Redis does not answer.
 */
public final class NodeLease implements AutoCloseable {
    private static final Script REGISTER = Script.of("register.lua");
    private static final String RETIRED = "retired";

    private final RedissonClient redis;
    private final NodeId node;
    private final Supplier<UUID> lives;
    private final Duration length;
    private final AtomicBoolean reborn = new AtomicBoolean();
    private final InstantSource clock;
    private volatile Instant steadySince;
    private volatile String life;

    /**
     * A node that lives from now on.
     *
     * @param lives  tells the lives of this node apart, and each from every other's
     * @param length how long the lease holds without being renewed
     * @param clock  says for how long it has been held without a break
     */
    public NodeLease(RedissonClient redis, NodeId node, Supplier<UUID> lives, Duration length, InstantSource clock) {
        this.redis = redis;
        this.node = node;
        this.lives = lives;
        this.length = length;
        this.clock = clock;
        steadySince = clock.instant();
        life = begin();
    }

    private String begin() {
        String next = node + "@" + lives.get();
        Redis.ask("begin a lease", () -> {
            key(next).set("", length);
            return leases().add(next);
        });
        return next;
    }

    /** The name of the present life. */
    public String life() {
        return life;
    }

    /** Holds the lease for another length; false, once, if it had ended since this was last asked: this is another life then. */
    public boolean renew() {
        String current = life;
        try {
            if (!Redis.ask("renew the lease", () -> key(current).setIfExists("", length))) {
                endedIn(current);
            }
        } catch (Unavailable e) {
            steadySince = clock.instant();
            throw e;
        }
        return !reborn.getAndSet(false);
    }

    /** That life has ended; if it is the present one, another begins. */
    public synchronized void endedIn(String ended) {
        if (life.equals(ended)) {
            steadySince = clock.instant();
            life = begin();
            reborn.set(true);
        }
    }

    /** Notes that this life enters the channel; false if it has ended. */
    public boolean register(String current, String channel) {
        return REGISTER.number(redis, List.of(keyOf(current), channelsKeyOf(current)), Script.bytes(channel)) == 1;
    }

    /** The channels in which that life had entries. */
    public RSet<String> channelsOf(String other) {
        return redis.getSet(channelsKeyOf(other), StringCodec.INSTANCE);
    }

    /** Whose life that is. */
    public static NodeId nodeOf(String life) {
        return new NodeId(life.substring(0, life.indexOf('@')));
    }

    /** The lives that hold a lease now, and whose nodes have not retired. */
    public List<String> living() {
        return lives(value -> value != null && !value.equals(RETIRED));
    }

    /**
     * The lives that have ended and are not forgotten. None, until this node has held its own lease for its length: where it was out of touch, so
     * were the others, and they are given the time to come back before anybody takes them for dead.
     */
    public List<String> dead() {
        return clock.instant().isBefore(steadySince.plus(length)) ? List.of() : lives(Objects::isNull);
    }

    private List<String> lives(Predicate<@Nullable String> standing) {
        return Redis.ask("look for nodes", () -> {
            Set<String> all = leases().readAll();
            Map<String, String> held = redis.getBuckets(StringCodec.INSTANCE)
                    .get(all.stream().map(NodeLease::keyOf).toArray(String[]::new));
            return all.stream().filter(other -> standing.test(held.get(keyOf(other)))).toList();
        });
    }

    /** Nothing is left of what that life had entered. */
    public void forget(String dead) {
        Redis.ask("forget a dead node", () -> leases().remove(dead));
    }

    /**
     * This node stops: what it still holds stays for the lease's length, so that its users may come back on other nodes. It is asked for nothing
     * any more.
     */
    public void retire() {
        Redis.ask("leave the lease behind", () -> key(life).setIfExists(RETIRED, length));
    }

    /** Gives the lease back: what it still holds is evicted by the others at once instead of when it runs out. */
    @Override
    public void close() {
        Redis.ask("give the lease back", () -> key(life).delete());
    }

    private RSet<String> leases() {
        return redis.getSet("parley:leases", StringCodec.INSTANCE);
    }

    private RBucket<String> key(String name) {
        return redis.getBucket(keyOf(name), StringCodec.INSTANCE);
    }

    /** The braces keep a lease and its list in one slot. */
    private static String keyOf(String name) {
        return "parley:lease:{" + name + "}";
    }

    private static String channelsKeyOf(String name) {
        return "parley:lease-channels:{" + name + "}";
    }
}
