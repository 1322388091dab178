package io.parley.application.preference;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.parley.application.Unavailable;
import io.parley.application.preference.PreferenceStore.Kept;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.refusal.Outcome;

/**
 * The preferences of whoever a connection is, as it knows them: read when they are first needed, changed when news of them comes, and read again
 * from time to time, as news can be lost. While the store is away he is taken for one who wants nothing special. Used by one thread at a time.
 */
public final class HeldPreferences {
    /** How long a change that was lost on its way may stay unnoticed; one read in that time is little for the store, even of many connections. */
    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Preferring preferring;
    private final InstantSource clock;
    private Optional<UserId> user = Optional.empty();
    private Kept kept = Kept.NOTHING;
    private boolean needed;
    private boolean honoured = true;
    private @Nullable Instant readAt;

    /** Of nobody yet. */
    public HeldPreferences(Preferring preferring, InstantSource clock) {
        this.preferring = preferring;
        this.clock = clock;
    }

    /** What he wants; nothing special if he is no user, or nobody can say. Never throws because the store is away. */
    public Preferences of(Identity who) {
        beThoseOf(who);
        if (!needed && user.isPresent()) {
            needed = true;
            read();
        }
        return kept.preferences();
    }

    private void beThoseOf(Identity who) {
        if (!who.user().equals(user)) {
            user = who.user();
            kept = Kept.NOTHING;
            needed = false;
            honoured = true;
            readAt = null;
        }
    }

    private void read() {
        try {
            hold(preferring.ofConnected(user.orElseThrow()));
        } catch (Unavailable e) {
            readAt = null; // refresh tries again.
        }
    }

    private void hold(Kept other) {
        readAt = clock.instant();
        kept = other;
    }

    /** Reads again if it is time, or could not be read before; true if he wants something else than was known. */
    public boolean refresh(Identity who) {
        beThoseOf(who);
        if (!needed || (readAt != null && clock.instant().isBefore(readAt.plus(GOOD_FOR)))) {
            return false;
        }
        Preferences before = kept.preferences();
        read();
        return isOther(before);
    }

    private boolean isOther(Preferences before) {
        boolean other = !kept.preferences().equals(before);
        honoured &= !other;
        return other;
    }

    /** Takes over what was changed elsewhere; true if that is news. */
    public boolean take(Identity who, PreferencesChanged change) {
        beThoseOf(who);
        if (!user.equals(Optional.of(change.user())) || change.version() <= kept.version()) {
            return false;
        }
        Preferences before = kept.preferences();
        hold(new Kept(change.preferences(), change.version()));
        needed = true;
        var _ = isOther(before);
        return true;
    }

    /**
     * What he wants, as the store knows it now.
     *
     * @throws Unavailable if it does not answer
     */
    public Outcome<Preferences> ask(Identity who) {
        return held(who, preferring.own(who));
    }

    /**
     * He wants something else from now on.
     *
     * @return refused as {@link Preferring#change}
     * @throws Unavailable as {@link Preferring#change}
     */
    public Outcome<Preferences> change(Identity who, PreferencesChange change) {
        return held(who, preferring.changeOwn(who, change));
    }

    private Outcome<Preferences> held(Identity who, Outcome<Kept> now) {
        beThoseOf(who);
        return now.then(found -> {
            Preferences before = kept.preferences();
            hold(found);
            needed = true;
            var _ = isOther(before);
            return Outcome.done(found.preferences());
        });
    }

    /** Whether what he hears, and who sees him, is as he wants it. */
    public boolean areHonoured() {
        return honoured;
    }

    /** It is now. */
    public void honoured() {
        honoured = true;
    }
}
