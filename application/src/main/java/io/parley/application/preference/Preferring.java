package io.parley.application.preference;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.application.channel.Scopes;
import io.parley.application.delivery.Backplane;
import io.parley.application.limit.MessageLimits;
import io.parley.application.preference.PreferenceStore.Kept;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.History;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.Scope;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.PreferencesChange;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/**
 * Use case: what a user wants to hear, and whether he wants to be seen, is read and changed, by himself or by a server; all his connections are
 * told. Thread-safe.
 */
public final class Preferring {
    private static final Refusal NOBODYS = Refusal.of(ErrorCode.PERMISSION_DENIED, "Preferences are a user's");
    /** In a storm of connects each would wait for a store that is away. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final PreferenceStore store;
    private final Backplane backplane;
    private final MessageLimits limits;
    private final InstantSource clock;
    private volatile Instant resting = Instant.MIN;

    /** Preferences from the store; the backplane takes news of them to a user's connections, and a change counts as a message of his. */
    public Preferring(PreferenceStore store, Backplane backplane, MessageLimits limits, InstantSource clock) {
        this.store = store;
        this.backplane = backplane;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What a user wants, for a server or himself.
     *
     * @return refused with RT_003 without the scope
     * @throws Unavailable if the store did not answer
     */
    public Outcome<Preferences> read(Identity who, UserId user) {
        return allowed(who, user, Scope.CONNECTIONS_READ, "read a user's preferences")
                .then(_ -> Outcome.done(store.find(user).preferences()));
    }

    /**
     * A server, or he himself, says what a user wants.
     *
     * @return refused with RT_003 without the scope, RT_006 if he does so too often
     * @throws Unavailable if a store did not answer; the change may have been made, and his connections not been told
     */
    public Outcome<Preferences> change(Identity who, UserId user, PreferencesChange change) {
        return allowed(who, user, Scope.CONNECTIONS_WRITE, "change a user's preferences").then(_ -> changeNow(who, user, change))
                .then(kept -> Outcome.done(kept.preferences()));
    }

    private static Outcome<Identity> allowed(Identity who, UserId user, Scope scope, String deed) {
        return who.user().equals(Optional.of(user)) ? Outcome.done(who) : Scopes.need(who, scope, deed);
    }

    /** As {@link #read}, his own. */
    Outcome<Kept> own(Identity who) {
        return userOf(who).then(user -> Outcome.done(store.find(user)));
    }

    /** As {@link #change}, his own. */
    Outcome<Kept> changeOwn(Identity who, PreferencesChange change) {
        return userOf(who).then(user -> changeNow(who, user, change));
    }

    private static Outcome<UserId> userOf(Identity who) {
        return who.user().<Outcome<UserId>>map(Outcome::done).orElse(Outcome.refused(NOBODYS));
    }

    private Outcome<Kept> changeNow(Identity who, UserId user, PreferencesChange change) {
        Optional<Refusal> tooMuch = limits.refuse(who);
        if (tooMuch.isPresent()) {
            return Outcome.refused(tooMuch.get());
        }
        Kept kept = store.change(user, change);
        ChannelId own = new ChannelId(user.realm(), ChannelName.ownOf(user));
        backplane.publish(new PreferencesChanged(own, user, kept.preferences(), kept.version()), History.NONE);
        return Outcome.done(kept);
    }

    /**
     * What holds for a connection of the user. A store that was away a moment ago is not asked.
     *
     * @throws Unavailable if the store did not answer
     */
    Kept ofConnected(UserId user) {
        if (clock.instant().isBefore(resting)) {
            throw new Unavailable("The store of preferences was away a moment ago", new IllegalStateException("not asked"));
        }
        try {
            return store.find(user);
        } catch (Unavailable e) {
            resting = clock.instant().plus(REST);
            throw e;
        }
    }
}
