package io.parley.application.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.MemberState;

/**
 * Tells of one member's updates no more than ten a second, from whatever device they are: the first at once, and then what has come meanwhile as
 * one. For one thread at a time.
 */
final class UpdatePace {
    static final Duration INTERVAL = Duration.ofMillis(100);

    private final Consumer<MemberUpdated> hearers;
    private final Later later;
    /** Of whom something was told just now, and what has come since. */
    private final Map<UserId, Optional<MemberUpdated>> recent = new HashMap<>();

    UpdatePace(Consumer<MemberUpdated> hearers, Later later) {
        this.hearers = hearers;
        this.later = later;
    }

    void updated(MemberUpdated update) {
        UserId user = update.member().user();
        Optional<MemberUpdated> waiting = recent.get(user);
        if (waiting == null) {
            recent.put(user, Optional.empty());
            hearers.accept(update);
            later.after(INTERVAL, () -> goOn(user));
        } else {
            recent.put(user, Optional.of(waiting.map(earlier -> merged(earlier, update)).orElse(update)));
        }
    }

    /** What has come of him is told no more. */
    void drop(UserId user) {
        recent.computeIfPresent(user, (_, _) -> Optional.empty());
    }

    private void goOn(UserId user) {
        Optional<MemberUpdated> waiting = recent.remove(user);
        if (waiting != null) {
            waiting.ifPresent(this::updated);
        }
    }

    private static MemberUpdated merged(MemberUpdated earlier, MemberUpdated update) {
        Set<String> changed = new HashSet<>(earlier.changed());
        changed.addAll(update.changed());
        if (earlier.changed().isEmpty() || update.changed().isEmpty()) {
            changed.add(MemberState.AVATAR); // One of them may have been about his profile.
        }
        return new MemberUpdated(update.channel(), update.member(), changed, update.count(), update.version());
    }
}
