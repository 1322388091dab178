package io.parley.application.connection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.application.channel.Entry;
import io.parley.application.channel.Publishing;
import io.parley.application.channel.Showing;
import io.parley.application.channel.Subscribing;
import io.parley.application.channel.Wish;
import io.parley.application.delivery.Page;
import io.parley.application.delivery.Reading;
import io.parley.application.delivery.Subscription;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.extension.ClientEvent;
import io.parley.application.extension.ClientEvents;
import io.parley.application.extension.Reply;
import io.parley.application.identity.Authenticator;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Audience;
import io.parley.domain.delivery.ChannelEvent;
import io.parley.domain.delivery.MemberKicked;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.delivery.TakenOver;
import io.parley.domain.delivery.Typing;
import io.parley.domain.delivery.UserDismissed;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.User;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Carries out what clients ask for and sees that each gets its reply. Stateless; used by many sessions at once. */
final class Router {
    /** The answer when something that the hub depends on is away. */
    static final Refusal UNAVAILABLE = Refusal.of(ErrorCode.UNAVAILABLE,
            "The hub cannot reach its store; what you sent may have been accepted. Try again");
    /** The answer when the hub itself is at fault. */
    static final Refusal FAILED = Refusal.of(ErrorCode.INTERNAL, "The hub failed at this; it is not your fault");

    /** The claim of a token that names channels which its bearer hears without asking. */
    private static final String CHANNELS_CLAIM = "channels";
    private static final String PERMISSION_LOST = "permission-lost";
    private static final String CLOSED = "closed";
    private static final String KICKED = "kicked";
    private static final String TAKEN_OVER = "taken-over";

    private static final Refusal NOT_HIS = Refusal.of(ErrorCode.AUTH_REQUIRED,
            "A token in subscribe is one of the user who is connected; to be another send {\"type\":\"auth\"} first");

    private final Authenticator authenticator;
    private final Subscribing subscribing;
    private final Publishing publishing;
    private final Showing showing;
    private final ClientEvents clientEvents;
    private final EventBus events;
    private final InstantSource clock;
    private final Wishing wishing;

    Router(Authenticator authenticator, Subscribing subscribing, Publishing publishing, Showing showing, ClientEvents clientEvents,
            EventBus events,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.subscribing = subscribing;
        this.publishing = publishing;
        this.showing = showing;
        this.clientEvents = clientEvents;
        this.events = events;
        this.clock = clock;
        wishing = new Wishing(subscribing, events);
    }

    /** Does it, and replies. Never throws: what fails is answered with RT_010 or RT_011. */
    void perform(Client who, ClientCommand command) {
        try {
            switch (command) {
                case ClientCommand.Subscribe subscribe -> subscribe(who, subscribe);
                case ClientCommand.Unsubscribe unsubscribe -> unsubscribe(who, unsubscribe);
                case ClientCommand.Publish publish -> publish(who, publish);
                case ClientCommand.SeePresence see -> seePresence(who, see);
                case ClientCommand.ReadHistory read -> readHistory(who, read);
                case ClientCommand.Acknowledge acknowledge -> acknowledge(who, acknowledge);
                case ClientCommand.UpdatePresence update -> updatePresence(who, update);
                case ClientCommand.ShowTyping show -> showTyping(who, show);
                case ClientCommand.Custom custom -> handle(who, custom);
                case ClientCommand.SeePreferences see -> wishing.see(who, see);
                case ClientCommand.ChangePreferences change -> wishing.change(who, change);
                case ClientCommand.Ping ping -> send(who, new ServerMessage.Pong(ping.id(), clock.instant()));
                case ClientCommand.Authenticate _,ClientCommand.LogOut _ -> throw new IllegalStateException("The session does so itself");
            }
        } catch (RuntimeException e) {
            failed(who, command.getClass().getSimpleName(), e);
            who.refuse(command.id(), answerTo(e));
        }
    }

    private void failed(Client who, String deed, RuntimeException cause) {
        events.publish(new HubEvent.Failed(who.connection(), deed, cause));
    }

    static Refusal answerTo(RuntimeException failure) {
        return failure instanceof Unavailable ? UNAVAILABLE : FAILED;
    }

    /** Enters the channels that somebody hears without asking, and announces them: his own, and those that his token names. */
    void enterOwnChannels(Client who) {
        enterAll(who);
        if (who.identity() instanceof User user) {
            perform(who, ClientCommand.Subscribe.to(ChannelName.ownOf(user.id())));
            named(user).forEach(name -> perform(who, ClientCommand.Subscribe.to(name)));
        }
    }

    private void enterAll(Client who) {
        try {
            subscribing.enterAll(who);
        } catch (RuntimeException e) {
            failed(who, "hear what is for all", e);
        }
    }

    private static List<ChannelName> named(User user) {
        return user.claims().get(CHANNELS_CLAIM) instanceof Collection<?> names
                ? names.stream().map(String::valueOf).filter(ChannelName::isValid).limit(Subscribing.MAX_SUBSCRIPTIONS)
                        .map(ChannelName::new)
                        .toList()
                : List.of();
    }

    /** Something happened to a channel that he hears, or to him in it. Never throws. */
    void react(Client who, ChannelEvent event) {
        ChannelName name = event.channel().name();
        switch (event) {
            case RoomChanged _ -> judgeAgain(who, name);
            case RoomClosed _ -> remove(who, name, CLOSED, Optional.empty());
            // The connection may be another user's by now.
            case MemberKicked kicked when who.identity().user().equals(Optional.of(kicked.user())) ->
                remove(who, name, kicked.reason().isEmpty() ? KICKED : KICKED + ": " + kicked.reason(),
                        Optional.of(ErrorCode.PERMISSION_DENIED));
            case PreferencesChanged changed -> wishing.changedElsewhere(who, changed);
            case TakenOver taken when isHisNoMore(who, taken) -> remove(who, name, TAKEN_OVER, Optional.empty());
            case Message _,RosterChange _,Typing _,MemberKicked _,TakenOver _,UserDismissed _ -> {}
        }
    }

    private static boolean isHisNoMore(Client who, TakenOver taken) {
        return who.identity().user().equals(Optional.of(taken.user())) && Optional.ofNullable(who.entered().get(taken.channel().name()))
                .flatMap(Subscription::hold).filter(hold -> hold.isLostTo(taken)).isPresent();
    }

    /** He is not who he was: what he hears has to be allowed anew. Never throws. */
    void judgeAgain(Client who) {
        List.copyOf(who.entered().keySet()).forEach(name -> judgeAgain(who, name));
    }

    /**
     * What is due from time to time: leaves the channels for which credentials were shown that have ended since, and hears what is said to all if
     * the store was away when he came. Never throws.
     */
    void keepUp(Client who) {
        enterAll(who);
        wishing.keepUp(who);
        Instant now = clock.instant();
        List.copyOf(who.entered().values()).stream().filter(subscription -> subscription.identity().expired(now))
                .forEach(subscription -> judgeAgain(who, subscription.channel().name()));
    }

    private void judgeAgain(Client who, ChannelName name) {
        Optional<ChannelName> spelling = spelling(who, name);
        lost(who, name).ifPresent(code -> tellRemoved(who, spelling, PERMISSION_LOST, Optional.of(code)));
    }

    /** Why he hears it no more, if so. */
    private Optional<ErrorCode> lost(Client who, ChannelName name) {
        try {
            return subscribing.judgeAgain(who, name).map(Refusal::code);
        } catch (RuntimeException e) {
            // What nobody can say now is never allowed; he may ask again.
            failed(who, "judge again", e);
            leave(who, name);
            return Optional.of(answerTo(e).code());
        }
    }

    private void remove(Client who, ChannelName name, String reason, Optional<ErrorCode> code) {
        Optional<ChannelName> spelling = spelling(who, name);
        leave(who, name);
        tellRemoved(who, spelling, reason, code);
    }

    private void leave(Client who, ChannelName name) {
        try {
            subscribing.leave(who, name);
        } catch (RuntimeException e) {
            failed(who, "leave", e); // He hears it no more all the same.
        }
    }

    /** @param spelling as he called it; empty: he did not hear it */
    private static void tellRemoved(Client who, Optional<ChannelName> spelling, String reason, Optional<ErrorCode> code) {
        spelling.ifPresent(heard -> send(who, new ServerMessage.Removed(heard, reason, code)));
    }

    private static Optional<ChannelName> spelling(Client who, ChannelName name) {
        return Optional.ofNullable(who.entered().get(name)).map(Subscription::hearing).map(hearing -> hearing.spelling());
    }

    private void subscribe(Client who, ClientCommand.Subscribe command) {
        switch (shown(who, command).then(identity -> subscribing.enter(who,
                new Wish(command.channel(), command.presence(), command.recover(), command.history(), command.filter(), command.durable(),
                        identity)))) {
            case Outcome.Refused<Entry>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Entry>(Entry entry) -> {
                Optional<Entry.Past> past = entry.past();
                Optional<Boolean> recovered = past.isEmpty() ? command.recover().map(_ -> false) : past.flatMap(Entry.Past::recovered);
                send(who, new ServerMessage.Subscribed(command.id(), command.channel(), past.map(Entry.Past::reached), recovered,
                        past.flatMap(Entry.Past::messages), entry.roster(), entry.metadata()));
                subscribing.goLive(who, entry);
            }
        }
    }

    /** Whom the token of the command, if it has one, says he is. */
    private Outcome<Optional<Identity>> shown(Client who, ClientCommand.Subscribe command) {
        return command.token().isEmpty()
                ? Outcome.done(Optional.empty())
                : authenticator.authenticate(who.identity().realm(), command.token().get())
                        .then(identity -> identity.user().isPresent() && identity.user().equals(who.identity().user())
                                ? Outcome.done(Optional.of(identity))
                                : Outcome.refused(NOT_HIS));
    }

    private void unsubscribe(Client who, ClientCommand.Unsubscribe command) {
        if (!command.channel().equals(ChannelName.ALL) && subscribing.leave(who, command.channel())) {
            send(who, new ServerMessage.Unsubscribed(command.id(), command.channel()));
        } else {
            who.refuse(command.id(), Subscribing.notSubscribed(command.channel()));
        }
    }

    private void publish(Client who, ClientCommand.Publish command) {
        switch (publishing.publish(who.identity(), command.channel(),
                new Publishing.Words(command.event(), command.data(), command.priority(), Audience.EVERYBODY, command.key(),
                        command.passing()))) {
            case Outcome.Refused<Optional<Position>>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Optional<Position>>(Optional<Position> position) -> {
                showing.said(who, command.channel());
                acknowledge(who, command.id(), command.channel(), position);
            }
        }
    }

    private static void acknowledge(Client who, Optional<CommandId> command, ChannelName channel, Optional<Position> position) {
        command.ifPresent(id -> send(who, new ServerMessage.Ack(id, channel, position)));
    }

    private void updatePresence(Client who, ClientCommand.UpdatePresence command) {
        switch (showing.update(who, command.channel(), command.update())) {
            case Outcome.Refused<Optional<MemberUpdated>>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Optional<MemberUpdated>> _ -> acknowledge(who, command.id(), command.channel(), Optional.empty());
        }
    }

    private void showTyping(Client who, ClientCommand.ShowTyping command) {
        switch (showing.typing(who, command.channel(), command.typing())) {
            case Outcome.Refused<ChannelName>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<ChannelName> _ -> acknowledge(who, command.id(), command.channel(), Optional.empty());
        }
    }

    private void acknowledge(Client who, ClientCommand.Acknowledge command) {
        switch (subscribing.acknowledge(who, command.channel(), command.position())) {
            case Outcome.Refused<Position>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Position>(Position upTo) -> acknowledge(who, command.id(), command.channel(), Optional.of(upTo));
        }
    }

    private void seePresence(Client who, ClientCommand.SeePresence command) {
        switch (subscribing.whoIsIn(who, command.channel())) {
            case Outcome.Refused<Roster>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Roster>(Roster roster) -> send(who, new ServerMessage.Presence(command.id(), command.channel(), roster));
        }
    }

    private void readHistory(Client who, ClientCommand.ReadHistory command) {
        switch (subscribing.history(who, command.channel(), new Reading(command.from(), command.limit(), command.reverse()))) {
            case Outcome.Refused<Page>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Page>(Page page) ->
                send(who, new ServerMessage.History(command.id(), command.channel(), page.newest(), page.deliveries()));
        }
    }

    private void handle(Client who, ClientCommand.Custom command) {
        switch (clientEvents.handle(new ClientEvent(who.connection(), who.identity(), command.event(), command.data()))) {
            case Outcome.Refused<Reply>(Refusal refusal) -> who.refuse(command.id(), refusal);
            case Outcome.Done<Reply>(Reply.Event(String event, Payload data)) ->
                send(who, new ServerMessage.Custom(command.id(), event, data));
            case Outcome.Done<Reply>(Reply.Done _) -> command.id().ifPresent(id -> send(who, new ServerMessage.Done(id)));
        }
    }

    private static void send(Client who, ServerMessage message) {
        who.offer(new EncodedMessage(message));
    }
}
