package io.parley.application.connection;

import java.time.InstantSource;
import java.util.Optional;

import io.parley.application.Unavailable;
import io.parley.application.channel.Participant;
import io.parley.application.channel.Subscribing;
import io.parley.application.delivery.Publishing;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Position;
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

    private final Subscribing subscribing;
    private final Publishing publishing;
    private final EventBus events;
    private final InstantSource clock;

    Router(Subscribing subscribing, Publishing publishing, EventBus events, InstantSource clock) {
        this.subscribing = subscribing;
        this.publishing = publishing;
        this.events = events;
        this.clock = clock;
    }

    /** Does it, and replies. Never throws: what fails is answered with RT_010 or RT_011. */
    void perform(Participant who, ClientCommand command) {
        try {
            switch (command) {
                case ClientCommand.Subscribe subscribe -> subscribe(who, subscribe);
                case ClientCommand.Unsubscribe unsubscribe -> unsubscribe(who, unsubscribe);
                case ClientCommand.Publish publish -> publish(who, publish);
                case ClientCommand.SeePresence see -> seePresence(who, see);
                case ClientCommand.Ping ping -> send(who, new ServerMessage.Pong(ping.id(), clock.instant()));
                case ClientCommand.Authenticate _ -> throw new IllegalStateException("The session authenticates by itself");
            }
        } catch (RuntimeException e) {
            events.publish(new HubEvent.Failed(who.connection(), command.getClass().getSimpleName(), e));
            refuse(who, command.id(), e instanceof Unavailable ? UNAVAILABLE : FAILED);
        }
    }

    /** Enters the channel that a user hears without asking, and announces it. */
    void enterOwnChannels(Participant who) {
        who.identity().user().map(ChannelName::ownOf)
                .ifPresent(own -> perform(who, new ClientCommand.Subscribe(Optional.empty(), own, false, false)));
    }

    private void subscribe(Participant who, ClientCommand.Subscribe command) {
        switch (subscribing.enter(who, command.channel(), command.presence())) {
            case Outcome.Refused<Subscribing.Entry>(Refusal refusal) -> refuse(who, command.id(), refusal);
            case Outcome.Done<Subscribing.Entry>(Subscribing.Entry entry) -> {
                // Nothing is replayed yet, so nothing may be called recovered.
                Optional<Boolean> recovered = command.recover() ? Optional.of(false) : Optional.empty();
                send(who, new ServerMessage.Subscribed(command.id(), command.channel(), entry.newest(), recovered, entry.roster()));
                entry.goLive();
            }
        }
    }

    private void unsubscribe(Participant who, ClientCommand.Unsubscribe command) {
        if (subscribing.leave(who, command.channel())) {
            send(who, new ServerMessage.Unsubscribed(command.id(), command.channel()));
        } else {
            refuse(who, command.id(), Subscribing.notSubscribed(command.channel()));
        }
    }

    private void publish(Participant who, ClientCommand.Publish command) {
        switch (publishing.publish(who.identity(), command.channel(), command.event(), command.data())) {
            case Outcome.Refused<Optional<Position>>(Refusal refusal) -> refuse(who, command.id(), refusal);
            case Outcome.Done<Optional<Position>>(Optional<Position> position) -> command.id()
                    .ifPresent(id -> send(who, new ServerMessage.Ack(id, command.channel(), position)));
        }
    }

    private void seePresence(Participant who, ClientCommand.SeePresence command) {
        switch (subscribing.whoIsIn(who, command.channel())) {
            case Outcome.Refused<Roster>(Refusal refusal) -> refuse(who, command.id(), refusal);
            case Outcome.Done<Roster>(Roster roster) -> send(who,
                    new ServerMessage.Presence(command.id(), command.channel(), roster));
        }
    }

    private void refuse(Participant who, Optional<CommandId> command, Refusal refusal) {
        send(who, new ServerMessage.Refused(command, refusal, clock.instant()));
    }

    private static void send(Participant who, ServerMessage message) {
        who.offer(new EncodedMessage(message));
    }
}
