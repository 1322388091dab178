package io.parley.application.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.Typing;
import io.parley.domain.identity.UserId;

/**
 * Who is typing in a channel, as those who hear it were told: when somebody begins, and when he ends, or has not said for a while that he still
 * is. For one thread at a time.
 */
final class Typists {
    /** Nobody reads more names than that; who begins then is not shown. */
    static final int MAX = 100;

    private final ChannelId channel;
    private final Duration lasts;
    private final Consumer<Typing> hearers;
    private final Later later;
    private final InstantSource clock;
    private final Map<UserId, Spell> spells = new HashMap<>();

    private static final class Spell {
        Instant end;

        Spell(Instant end) {
            this.end = end;
        }
    }

    /** @param lasts how long somebody counts as typing who has not said so again */
    Typists(ChannelId channel, Duration lasts, Consumer<Typing> hearers, Later later, InstantSource clock) {
        this.channel = channel;
        this.lasts = lasts;
        this.hearers = hearers;
        this.later = later;
        this.clock = clock;
    }

    void heard(Typing typing) {
        if (typing.typing()) {
            isTyping(typing.user());
        } else {
            ended(typing.user());
        }
    }

    private void isTyping(UserId user) {
        Instant end = clock.instant().plus(lasts);
        Spell known = spells.get(user);
        if (known != null) {
            known.end = end;
        } else if (spells.size() < MAX) {
            Spell spell = new Spell(end);
            spells.put(user, spell);
            hearers.accept(new Typing(channel, user, true));
            later.after(lasts, () -> look(user, spell));
        }
    }

    private void look(UserId user, Spell spell) {
        if (spells.get(user) == spell) {
            Duration left = Duration.between(clock.instant(), spell.end);
            if (left.isPositive()) {
                later.after(left, () -> look(user, spell));
            } else {
                ended(user);
            }
        }
    }

    /** He is not any more, if he was. */
    void ended(UserId user) {
        if (spells.remove(user) != null) {
            hearers.accept(new Typing(channel, user, false));
        }
    }
}
