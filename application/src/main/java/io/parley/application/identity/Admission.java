package io.parley.application.identity;

import java.util.Optional;
import java.util.function.Supplier;

import io.parley.application.Unavailable;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.realm.Realm;
import io.parley.application.realm.Realms;
import io.parley.domain.identity.Anonymous;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Server;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Use case: who may open a connection, and in which realm. Thread-safe. */
public final class Admission {
    private static final Refusal NO_REALM = Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "There is no such realm");
    private static final Refusal FOREIGN_PAGE = Refusal.of(ErrorCode.PERMISSION_DENIED, "Pages of this origin may not connect");
    private static final Refusal FOREIGN_ADDRESS = Refusal.of(ErrorCode.PERMISSION_DENIED, "Clients of this address may not connect");
    private static final Refusal SECRET_KEY = Refusal.of(ErrorCode.PERMISSION_DENIED, "A secret API key does not belong in a browser");
    private static final Refusal BAD_TICKET = Refusal.of(ErrorCode.AUTH_REQUIRED, "The ticket is not valid, or not any more");
    private static final Refusal FAILED = Refusal.of(ErrorCode.INTERNAL, "The hub failed to check the credentials; it is not your fault");
    private static final Refusal NOT_NOW = Refusal.of(ErrorCode.UNAVAILABLE, "Credentials cannot be checked now; try again");

    private final Realms realms;
    private final Authenticator authenticator;
    private final Ticketing tickets;
    private final Capacity capacity;
    private final Doorkeeper doorkeeper;
    private final EventBus events;

    /**
     * The node's capacity is asked first; pages and addresses are judged by the realm, credentials by the authenticator, tickets are exchanged for
     * what they were given for; and the doorkeeper has the last word.
     */
    public Admission(Realms realms, Authenticator authenticator, Ticketing tickets, Capacity capacity, Doorkeeper doorkeeper,
            EventBus events) {
        this.realms = realms;
        this.authenticator = authenticator;
        this.tickets = tickets;
        this.capacity = capacity;
        this.doorkeeper = doorkeeper;
        this.events = events;
    }

    /** What becomes of an opening. */
    public sealed interface Answer {
        /**
         * It may go on.
         *
         * @param identity who it is, anonymous where that is allowed; empty: it shows nothing and has to say so by message
         */
        record Admitted(RealmId realm, Optional<Identity> identity) implements Answer {}

        /**
         * It may not: RT_003 for a foreign page or address, and for a secret key in a browser, where everybody could read it; RT_002 for bad
         * credentials; RT_004 for a realm that there is not; RT_010 if credentials cannot be judged now, RT_011 if that failed; RT_001 where the node has
         * no place for it; or what the doorkeeper says.
         *
         * @param realm       where it wanted to go, as far as can be told
         * @param allowedPage whether a browser asks, for a page that may talk to the hub: it cannot read the status of a refused upgrade
         */
        record TurnedAway(RealmId realm, Refusal refusal, boolean allowedPage) implements Answer {}
    }

    /** Whether to go on with that opening. */
    public Answer admit(Opening opening) {
        return answered(opening, () -> judged(opening));
    }

    /**
     * As {@link #admit}, for a connection: the node needs a place for it, and the doorkeeper has to let it in. Where so many come that each costs too
     * much, nobody is let in to be told so, not even a page. Whoever is admitted has a place; {@link #cameToNothing} gives it back.
     */
    public Answer admitConnection(Opening opening) {
        Optional<Refusal> rush = capacity.rush();
        if (rush.isPresent()) {
            return new Answer.TurnedAway(RealmId.DEFAULT, rush.get(), false);
        }
        Optional<Refusal> full = capacity.reserve();
        if (full.isPresent()) {
            return answered(opening, () -> inRealm(opening, full.get()));
        }
        Answer answer = answered(opening, () -> asksDoorkeeper(opening, judged(opening)));
        if (!(answer instanceof Answer.Admitted)) {
            capacity.giveBack();
        }
        return answer;
    }

    private Answer asksDoorkeeper(Opening opening, Answer answer) {
        return answer instanceof Answer.Admitted(RealmId realm, Optional<Identity> identity)
                ? doorkeeper.refuse(realm, opening.client(), identity)
                        .map(refusal -> turnedAway(realms.of(realm), opening, refusal)).orElse(answer)
                : answer;
    }

    /** No connection will follow an opening that was admitted by {@link #admitConnection}. */
    public void cameToNothing() {
        capacity.giveBack();
    }

    private Answer answered(Opening opening, Supplier<Answer> judgement) {
        try {
            return judgement.get();
        } catch (Unavailable e) {
            return inRealm(opening, NOT_NOW);
        } catch (RuntimeException e) {
            events.publish(new HubEvent.AdmissionFailed(e));
            return inRealm(opening, FAILED);
        }
    }

    private Answer judged(Opening opening) {
        return opening.credentials().orElse(null) instanceof Credentials.Ticket ticket
                ? tickets.redeem(ticket).filter(given -> leads(opening, given.realm()))
                        .map(given -> inRealm(opening.with(given.realm().value(), given.credentials())))
                        .orElseGet(() -> inRealm(opening, BAD_TICKET))
                : inRealm(opening);
    }

    /** Whether the path leads to that realm, or to none by name. */
    private static boolean leads(Opening opening, RealmId realm) {
        return opening.realm().isEmpty() || opening.realm().get().equals(realm.value());
    }

    private Answer inRealm(Opening opening) {
        Optional<Realm> found = realmOf(opening);
        if (found.isEmpty()) {
            return new Answer.TurnedAway(RealmId.DEFAULT, NO_REALM, false);
        }
        Realm realm = found.get();
        if (!realm.origins().admits(opening.origin(), opening.host())) {
            return new Answer.TurnedAway(realm.id(), FOREIGN_PAGE, false);
        }
        return switch (identified(realm, opening)) {
            case Outcome.Done<Optional<Identity>>(Optional<Identity> identity) -> new Answer.Admitted(realm.id(), identity);
            case Outcome.Refused<Optional<Identity>>(Refusal refusal) -> turnedAway(realm, opening, refusal);
        };
    }

    private Answer inRealm(Opening opening, Refusal refusal) {
        Realm realm = realmOf(opening).orElseGet(realms::byDefault);
        return turnedAway(realm, opening, refusal);
    }

    private static Answer turnedAway(Realm realm, Opening opening, Refusal refusal) {
        boolean allowedPage = opening.origin().isPresent() && realm.origins().admits(opening.origin(), opening.host());
        return new Answer.TurnedAway(realm.id(), refusal, allowedPage);
    }

    private Outcome<Optional<Identity>> identified(Realm realm, Opening opening) {
        if (!realm.addresses().admits(opening.client())) {
            return Outcome.refused(FOREIGN_ADDRESS);
        }
        if (opening.credentials().isEmpty()) {
            return Outcome.done(realm.anonymous() ? Optional.of(new Anonymous(realm.id())) : Optional.empty());
        }
        return switch (authenticator.authenticate(realm.id(), opening.credentials().get())) {
            case Outcome.Done<Identity>(Server _) when opening.origin().isPresent() -> Outcome.refused(SECRET_KEY);
            case Outcome.Done<Identity>(Identity who) -> Outcome.done(Optional.of(who));
            case Outcome.Refused<Identity>(Refusal refusal) -> Outcome.refused(refusal);
        };
    }

    /** The path says it, or the host, or the credentials; where nothing does, it is the one of a small installation. */
    private Optional<Realm> realmOf(Opening opening) {
        if (opening.realm().isPresent()) {
            return realms.named(opening.realm().get());
        }
        return Optional.of(realms.calledBy(opening.host())
                .or(() -> opening.credentials().flatMap(authenticator::realmOf).map(realms::of)).orElseGet(realms::byDefault));
    }
}
