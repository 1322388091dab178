package io.parley.adapters.redis.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;

import io.parley.adapters.redis.Keys;
import io.parley.adapters.redis.Script;
import io.parley.application.Unavailable;
import io.parley.domain.channel.ChannelId;

/** Some events that go to Redis in one round trip, and their answers. */
final class Flight {
    private static final Script ANNOUNCE = Script.of("announce.lua");
    /** Less than Redisson waits for the answer as a whole. */
    private static final Duration REPLICA_TIMEOUT = Duration.ofMillis(1_500);

    private final RedissonClient redis;
    private final List<Publication> events;
    private final boolean needsReplica;

    /** @param events all of them for a replica, and then of one partition, or none */
    Flight(RedissonClient redis, List<Publication> events) {
        this.redis = redis;
        this.events = events;
        needsReplica = events.getFirst().needsReplica();
    }

    /** Sends them; when it is done each event has its answer. False if none arrived. */
    CompletableFuture<Boolean> depart() {
        return fly(events, true).thenCompose(this::announced).exceptionally(failure -> {
            events.forEach(event -> fail(event, failure));
            return false;
        });
    }

    /** What came back: the answers of those who arrived, and whether a replica has them. */
    private record Arrival(Map<Publication, String> answers, boolean replicated) {}

    private CompletableFuture<Arrival> fly(List<Publication> those, boolean mayLoad) {
        RBatch batch = redis.createBatch(options());
        Set<Integer> partitions = new HashSet<>();
        Map<Publication, CompletionStage<byte[]>> calls = new LinkedHashMap<>();
        for (Publication event : those) {
            // On a cluster a call may be sent on to another server than the one before it.
            calls.put(event, event.call(batch, partitions.add(event.partition()) || redis.getConfig().isClusterConfig()));
        }
        return batch.executeAsync().toCompletableFuture().handle(Returned::new).thenCompose(returned -> landed(calls, returned, mayLoad));
    }

    private record Returned(@Nullable BatchResult<?> result, @Nullable Throwable failure) {}

    private CompletableFuture<Arrival> landed(Map<Publication, CompletionStage<byte[]>> calls, Returned returned, boolean mayLoad) {
        BatchResult<?> result = returned.result();
        Arrival arrival = new Arrival(new LinkedHashMap<>(), result != null && result.getSyncedSlaves() > 0);
        List<Publication> unknown = new ArrayList<>();
        calls.forEach((event, call) -> land(event, call.toCompletableFuture(), arrival, unknown));
        if (mayLoad && !unknown.isEmpty()) {
            return flyAgain(unknown, arrival);
        }
        unknown.forEach(event -> fail(event, new Unavailable("Redis forgot the script", returned.failure())));
        return CompletableFuture.completedFuture(arrival);
    }

    /** Those whom a server refused because it does not know the script, or has forgotten it. */
    private CompletableFuture<Arrival> flyAgain(List<Publication> unknown, Arrival before) {
        return CompletableFuture.allOf(unknown.stream().map(Publication::partition).distinct()
                .map(partition -> Publication.SCRIPT.load(redis, Keys.ofPartition("run", partition)).toCompletableFuture())
                .toArray(CompletableFuture[]::new)).thenCompose(_ -> fly(unknown, false)).thenApply(after -> {
                    after.answers().putAll(before.answers());
                    return after;
                });
    }

    private static void land(Publication event, CompletableFuture<byte[]> call, Arrival arrival, List<Publication> unknown) {
        if (!call.isDone()) {
            fail(event, new Unavailable("Redis did not publish"));
        } else if (!call.isCompletedExceptionally()) {
            arrival.answers().put(event, Script.text(call.resultNow()));
        } else if (Script.isUnknown(call.exceptionNow())) {
            unknown.add(event);
        } else {
            fail(event, call.exceptionNow());
        }
    }

    private BatchOptions options() {
        return needsReplica ? BatchOptions.defaults().sync(1, REPLICA_TIMEOUT) : BatchOptions.defaults();
    }

    private CompletableFuture<Boolean> announced(Arrival arrival) {
        if (!needsReplica) {
            arrival.answers().forEach((event, answer) -> event.answer().complete(answer));
            return CompletableFuture.completedFuture(!arrival.answers().isEmpty());
        }
        if (!arrival.replicated()) {
            arrival.answers().keySet().forEach(event -> fail(event, new Unavailable("No replica has it")));
            return CompletableFuture.completedFuture(!arrival.answers().isEmpty());
        }
        Map<ChannelId, List<Publication>> channels = new LinkedHashMap<>();
        arrival.answers().forEach((event, answer) -> {
            if (isPosition(answer)) {
                channels.computeIfAbsent(event.channel(), _ -> new ArrayList<>()).add(event);
            } else {
                event.answer().complete(answer);
            }
        });
        return CompletableFuture.allOf(channels.entrySet().stream()
                .map(entry -> announce(entry.getKey(), entry.getValue(), arrival.answers())).toArray(CompletableFuture[]::new))
                .thenApply(_ -> true);
    }

    private static boolean isPosition(String answer) {
        return !answer.isEmpty() && answer.charAt(0) != '!';
    }

    /** Lets the channel's events be heard, in the order of their positions, and with them those before that nobody waits for any more. */
    private CompletableFuture<Boolean> announce(ChannelId channel, List<Publication> those, Map<Publication, String> answers) {
        String newest = those.stream().map(event -> Objects.requireNonNull(answers.get(event)))
                .max(Comparator.comparingLong(Flight::offsetOf))
                .orElseThrow();
        List<String> keys = List.of(Keys.of("position", channel), Keys.of("history", channel), Keys.of("broadcast", channel));
        byte[] epoch = Script.bytes(newest.substring(0, newest.lastIndexOf(':')));
        return ANNOUNCE.numberAsync(redis, keys, epoch, Script.bytes(offsetOf(newest))).handle((done, failure) -> {
            boolean heard = failure == null && done == 1;
            those.forEach(event -> {
                if (heard) {
                    event.answer().complete(Objects.requireNonNull(answers.get(event)));
                } else {
                    fail(event, failure == null ? new Unavailable("Another server took over") : failure);
                }
            });
            return heard;
        }).toCompletableFuture();
    }

    private static long offsetOf(String position) {
        return Long.parseLong(position, position.lastIndexOf(':') + 1, position.length(), 10);
    }

    private static void fail(Publication event, Throwable failure) {
        event.answer().completeExceptionally(failure instanceof Unavailable ? failure : new Unavailable("Redis did not publish", failure));
    }
}
