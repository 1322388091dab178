package io.parley.application.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.parley.application.event.HubEvent;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Refusal;
import io.parley.domain.refusal.Verdict;

/** Tells hooks what connections do, and asks those who have a say. Thread-safe; blocks in {@link #refuse} alone. */
public final class Hooks implements Consumer<HubEvent> {
    private final List<Guarded<ConnectionHook>> connections;
    private final List<Guarded<ChannelHook>> channels;
    private final Lanes lanes;
    private final Function<RealmId, HubActions> actions;

    /** Hooks in the order in which they are told and asked. */
    public Hooks(List<ConnectionHook> connections, List<ChannelHook> channels, Guards guards, Lanes lanes,
            Function<RealmId, HubActions> actions) {
        this.connections = guards.over(connections);
        this.channels = guards.over(channels);
        this.lanes = lanes;
        this.actions = actions;
    }

    @Override
    public void accept(HubEvent event) {
        switch (event) {
            case HubEvent.ConnectionOpened(ConnectionId id, Transport _, Identity who) ->
                connections.forEach(hook -> tell(hook, new Peer(id, who), (one, peer, hub) -> one.opened(peer, hub)));
            case HubEvent.Authenticated(ConnectionId id, Identity who) ->
                connections.forEach(hook -> tell(hook, new Peer(id, who), (one, peer, hub) -> one.authenticated(peer, hub)));
            case HubEvent.ConnectionClosed(ConnectionId id, Transport _, Identity who, String reason) ->
                connections.forEach(hook -> tell(hook, new Peer(id, who), (one, peer, hub) -> one.closed(peer, reason, hub)));
            default -> {}
        }
    }

    /** Why he may not hear the channel; empty: no hook minds. */
    public Optional<Refusal> refuse(ConnectionId connection, Identity who, Channel channel) {
        for (Guarded<ChannelHook> hook : channels) {
            if (hook.<Verdict>ask(one -> one.admit(new Peer(connection, who), channel))
                    .orElse(new Verdict.Refused(CutOff.REFUSAL)) instanceof Verdict.Refused(Refusal refusal)) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** The connection hears the channel from now on. */
    public void subscribed(ConnectionId connection, Identity who, ChannelId channel) {
        tell(connection, who, channel, (hook, peer, hub) -> hook.subscribed(peer, channel, hub));
    }

    /** The connection hears the channel no more. */
    public void unsubscribed(ConnectionId connection, Identity who, ChannelId channel) {
        tell(connection, who, channel, (hook, peer, hub) -> hook.unsubscribed(peer, channel, hub));
    }

    private void tell(ConnectionId connection, Identity who, ChannelId channel, Telling<ChannelHook> telling) {
        if (!channel.name().equals(ChannelName.ALL)) {
            channels.forEach(hook -> tell(hook, new Peer(connection, who), telling));
        }
    }

    private <H> void tell(Guarded<H> hook, Peer peer, Telling<H> telling) {
        boolean told = lanes.post(peer.connection(), () -> hook.ask(one -> {
            telling.tell(one, peer, actions.apply(peer.identity().realm()));
            return true;
        }));
        if (!told) {
            hook.guard().crowded();
        }
    }

    /** What a hook is told. */
    private interface Telling<H> {
        void tell(H hook, Peer peer, HubActions hub);
    }
}
