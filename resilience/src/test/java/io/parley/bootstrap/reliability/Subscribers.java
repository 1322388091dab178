package io.parley.bootstrap.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import io.parley.bootstrap.testing.Unique;

/** The subscribers of a drill, dealt out to the nodes in turn. */
final class Subscribers implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final List<NumberedSubscriber> all;

    private Subscribers(List<NumberedSubscriber> all) {
        this.all = all;
    }

    /** Returns when all of them are in the channel. */
    static Subscribers in(String channel, List<Hub> hubs, int count) {
        Subscribers subscribers = new Subscribers(IntStream.range(0, count)
                .mapToObj(number -> new NumberedSubscriber(Unique.user("subscriber"), channel, turned(hubs, number))).toList());
        CompletableFuture.allOf(subscribers.all.stream().map(NumberedSubscriber::firstSubscribed).toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        return subscribers;
    }

    /** The same nodes, beginning with another one. */
    static List<Hub> turned(List<Hub> hubs, int by) {
        List<Hub> turned = new ArrayList<>(hubs);
        Collections.rotate(turned, by);
        return turned;
    }

    void cutAll() {
        all.forEach(NumberedSubscriber::cut);
    }

    /** Those of the first so many go, and come back after that time. */
    void sendAway(int count, Duration time) {
        all.stream().limit(count).forEach(subscriber -> subscriber.sendAway(time));
    }

    /** Waits until everybody heard all of these, as long as that may take; whoever did not is the account's business. */
    void awaitHeard(Set<Long> numbers, Duration limit) {
        try {
            Awaitility.await().atMost(limit).until(() -> journals().stream().allMatch(journal -> journal.numbers().containsAll(numbers)));
        } catch (ConditionTimeoutException notAll) {
            // They are in the account.
        }
    }

    List<Journal> journals() {
        return all.stream().map(NumberedSubscriber::journal).toList();
    }

    @Override
    public void close() {
        all.forEach(NumberedSubscriber::close);
    }
}
