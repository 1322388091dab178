package io.parley.adapters.redis.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.redisson.api.RSet;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Redis;
import io.parley.adapters.redis.Script;
import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.identity.RealmId;

/**
 * Takes out what one lease had entered, many channels at a time. All survivors do so at once: each begins somewhere else, and what one has done is
 * nothing to the others. A channel is taken off the lease's list only once its leaves have been told.
 */
record Eviction(RedissonClient redis, RSet<String> channels, String dead, Duration fence, Supplier<UUID> eras) {
    private static final Script EVICT = Script.of("roster.lua", "evict.lua");
    private static final int AT_ONCE = 200;

    private record Asked(String channel, CompletableFuture<List<Object>> answer) {}

    /** @throws Unavailable if Redis did not answer for each channel; what it did answer has been told */
    void run(Consumer<MemberLeft> seenOff) {
        List<String> names = new ArrayList<>(Redis.ask("look what a dead node had entered", channels::readAll));
        Collections.shuffle(names);
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            run(names.subList(from, Math.min(names.size(), from + AT_ONCE)), seenOff);
        }
    }

    private void run(List<String> names, Consumer<MemberLeft> seenOff) {
        List<Asked> asked = names.stream().map(name -> new Asked(name, evict(channel(name)))).toList();
        List<String> done = new ArrayList<>();
        CompletionException failure = null;
        for (Asked one : asked) {
            try {
                ChannelId channel = channel(one.channel());
                one.answer().join().forEach(left -> seenOff.accept(RosterCodec.left(channel, left)));
                done.add(one.channel());
            } catch (CompletionException e) {
                failure = e;
            }
        }
        Redis.ask("note what was evicted", () -> channels.removeAll(done));
        if (failure != null) {
            throw new Unavailable("Redis did not evict a dead node", failure);
        }
    }

    private CompletableFuture<List<Object>> evict(ChannelId channel) {
        return EVICT
                .listLater(redis, RosterKeys.of(channel, dead),
                        RosterKeys.arguments(channel, eras.get().toString(), Script.bytes(dead + "/"), Script.bytes(fence.toMillis())))
                .toCompletableFuture();
    }

    private static ChannelId channel(String text) {
        int slash = text.indexOf('/');
        return new ChannelId(new RealmId(text.substring(0, slash)), new ChannelName(text.substring(slash + 1)));
    }
}
