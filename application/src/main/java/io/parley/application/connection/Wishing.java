package io.parley.application.connection;

import java.util.Optional;

import io.parley.application.channel.Subscribing;
import io.parley.application.event.EventBus;
import io.parley.application.event.HubEvent;
import io.parley.application.protocol.ClientCommand;
import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.EncodedMessage;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.preference.Preferences;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** What a user wants to hear, and whether he wants to be seen, as one of his connections is told of it and holds to it. */
record Wishing(Subscribing subscribing, EventBus events) {
    void see(Client who, ClientCommand.SeePreferences command) {
        reply(who, command.id(), who.held().ask(who.identity()));
    }

    void change(Client who, ClientCommand.ChangePreferences command) {
        reply(who, command.id(), who.held().change(who.identity(), command.change()));
    }

    private void reply(Client who, Optional<CommandId> id, Outcome<Preferences> outcome) {
        switch (outcome) {
            case Outcome.Refused<Preferences>(Refusal refusal) -> who.refuse(id, refusal);
            case Outcome.Done<Preferences>(Preferences now) -> {
                honour(who); // First: what the client does when it reads the answer comes after.
                who.offer(new EncodedMessage(new ServerMessage.Preferred(id, now)));
            }
        }
    }

    /** Another of his connections, or a server, changed them. Never throws. */
    void changedElsewhere(Client who, PreferencesChanged change) {
        if (who.held().take(who.identity(), change)) {
            tell(who);
        }
    }

    /** What is due from time to time: they are read if they are not known, and news of them may have been lost. Never throws. */
    void keepUp(Client who) {
        if (who.held().refresh(who.identity())) {
            tell(who);
        } else {
            honour(who);
        }
    }

    private void tell(Client who) {
        honour(who);
        who.offer(new EncodedMessage(new ServerMessage.Preferred(Optional.empty(), who.preferences())));
    }

    /** What fails now is done when it is next kept up. */
    private void honour(Client who) {
        if (who.held().areHonoured()) {
            return;
        }
        try {
            subscribing.honour(who);
            who.held().honoured();
        } catch (RuntimeException e) {
            events.publish(new HubEvent.Failed(who.connection(), "honour preferences", e));
        }
    }
}
