package io.parley.adapters.wire;

import java.util.List;

import io.parley.application.protocol.Vocabulary;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Position;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

/** Things of the hub as the native protocol writes them. */
public final class NativeVocabulary implements Vocabulary {
    @Override
    public Payload notification(Notification notification) {
        return Payload.ofUtf8(Json.object(json -> {
            json.writeStringProperty("id", notification.id().toString());
            json.writeStringProperty("userId", notification.userId().subject());
            json.writeStringProperty("type", notification.type());
            notification.title().ifPresent(title -> json.writeStringProperty("title", title));
            json.writeStringProperty("content", notification.content());
            notification.data().ifPresent(data -> Json.property(json, "data", data));
            Json.property(json, "createdAt", notification.createdAt());
            notification.readAt().ifPresentOrElse(read -> Json.property(json, "readAt", read), () -> json.writeNullProperty("readAt"));
        }));
    }

    @Override
    public Payload history(ChannelName channel, Position newest, List<Delivery> messages) {
        return Payload.ofUtf8(Json.object(json -> MessageWriter.history(json, channel, newest, messages)));
    }

    @Override
    public Payload presence(ChannelName channel, Roster roster) {
        return Payload.ofUtf8(Json.object(json -> {
            json.writeStringProperty("channel", channel.value());
            MessageWriter.roster(json, roster);
        }));
    }
}
