package io.parley.application.extension;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.parley.application.protocol.JsonTexts;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Brings clients' events to the handlers that know them. Thread-safe. */
public final class ClientEvents {
    private final Map<String, Guarded<ClientEventHandler>> handlers = new HashMap<>();
    private final Function<RealmId, HubActions> actions;
    private final JsonTexts json;

    /** @throws IllegalArgumentException if two handlers have one event, or an event has no name that a client could send */
    public ClientEvents(List<ClientEventHandler> all, Guards guards, Function<RealmId, HubActions> actions, JsonTexts json) {
        this.actions = actions;
        this.json = json;
        guards.over(all).forEach(handler -> handler.extension().events().forEach(event -> register(event, handler)));
    }

    private void register(String event, Guarded<ClientEventHandler> handler) {
        Guarded<ClientEventHandler> other = handlers.put(Message.checkedEvent(event), handler);
        if (other != null) {
            throw new IllegalArgumentException("One event has one handler; " + event + " has " + other + " and " + handler);
        }
    }

    /** What becomes of the event. Blocks until its handler answers or is cut off. */
    public Outcome<Reply> handle(ClientEvent event) {
        Guarded<ClientEventHandler> handler = handlers.get(event.event());
        if (handler == null) {
            return Outcome.refused(Refusal.invalid("$.event", "an event that is known here", "another"));
        }
        HubActions hub = actions.apply(event.sender().realm());
        return handler.ask(extension -> extension.handle(event, hub).then(this::checked)).orElseGet(CutOff::refused);
    }

    private Outcome<Reply> checked(Reply reply) {
        return Outcome.done(reply instanceof Reply.Event event
                ? new Reply.Event(Message.checkedEvent(event.event()), json.oneLine(event.data()))
                : reply);
    }
}
