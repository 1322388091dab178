package io.parley.application.protocol;

import java.util.List;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

/** Port: how things of the hub look inside a message's {@code data}, and in answers of the server API. Stateless and thread-safe. */
public interface Vocabulary {
    /** What the hub's own event, such as {@code notification.new}, is called in that realm. */
    default String event(@SuppressWarnings("unused") RealmId realm, String event) {
        return event;
    }

    /** A notification as clients read it. */
    Payload notification(Notification notification);

    /** A part of a channel's history: the newest position, and messages as those who hear the channel read them. */
    Payload history(ChannelName channel, Position newest, List<Delivery> messages);

    /** Who is in a channel, as those who are there read it. */
    Payload presence(ChannelName channel, Roster roster);
}
