package io.parley.application.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.parley.application.protocol.JsonTexts;
import io.parley.domain.delivery.Message;
import io.parley.domain.identity.RealmId;

/** Asks listeners about what other services say. Thread-safe. */
public final class ServiceEvents {
    private final List<Guarded<ServiceEventListener>> listeners;
    private final Function<RealmId, HubActions> actions;
    private final JsonTexts json;

    /** @param listeners in the order in which they are asked */
    public ServiceEvents(List<ServiceEventListener> listeners, Guards guards, Function<RealmId, HubActions> actions, JsonTexts json) {
        this.listeners = guards.over(listeners);
        this.actions = actions;
        this.json = json;
    }

    /** What becomes of the event: passed by all, or as the first says who does not. Blocks until that is known. */
    public Reception receive(ServiceEvent event) {
        for (Guarded<ServiceEventListener> listener : listeners) {
            Optional<Reception> reception = listener.ask(one -> checked(one.receive(event, actions.apply(event.realm()))));
            if (reception.isPresent() && !(reception.get() instanceof Reception.Pass)) {
                return reception.get();
            }
        }
        return Reception.PASS;
    }

    private Reception checked(Reception reception) {
        return reception instanceof Reception.Instead instead
                ? new Reception.Instead(instead.channel(), Message.checkedEvent(instead.event()), json.oneLine(instead.data()))
                : reception;
    }
}
