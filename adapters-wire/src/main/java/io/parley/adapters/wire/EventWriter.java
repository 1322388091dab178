package io.parley.adapters.wire;

import java.util.Optional;

import tools.jackson.core.JsonGenerator;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.MemberUpdated;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.delivery.RosterChange;
import io.parley.domain.delivery.Typing;
import io.parley.domain.payload.Payload;

/** Writes what happens in a channel, under the name by which its receiver knows the channel. */
final class EventWriter {
    private EventWriter() {}

    static String typeOf(Audible event) {
        return switch (event) {
            case Message _ -> "message";
            case MemberJoined _ -> "presence:join";
            case MemberLeft _ -> "presence:leave";
            case MemberUpdated _ -> "presence:update";
            case Typing _ -> "typing";
            case RoomChanged changed -> changed.created() ? "channel:created" : "channel:updated";
            case RoomClosed _ -> "channel:closed";
        };
    }

    /** All properties but the type. */
    static void write(JsonGenerator json, ChannelName channel, Audible event, Optional<Position> position) {
        json.writeStringProperty("channel", channel.value());
        switch (event) {
            case Message message -> {
                json.writeStringProperty("event", message.event());
                data(json, message.data());
                circumstances(json, message, position);
            }
            case RosterChange change -> change(json, change);
            case Typing typing -> typing(json, typing);
            case RoomChanged changed -> Json.property(json, "metadata", changed.metadata());
            case RoomClosed _ -> {}
        }
    }

    /** All properties but the type and the data. */
    static void writeWithoutData(JsonGenerator json, ChannelName channel, Message message, Optional<Position> position) {
        json.writeStringProperty("channel", channel.value());
        json.writeStringProperty("event", message.event());
        circumstances(json, message, position);
    }

    static void data(JsonGenerator json, Payload data) {
        Json.property(json, "data", data);
        if (data.isBinary()) {
            json.writeStringProperty("encoding", "base64");
        }
    }

    private static void circumstances(JsonGenerator json, Message message, Optional<Position> position) {
        Json.property(json, "timestamp", message.at());
        message.sender().ifPresent(sender -> json.writeStringProperty("sender", sender.subject()));
        Json.position(json, position);
    }

    private static void change(JsonGenerator json, RosterChange change) {
        json.writeName("user");
        if (change instanceof MemberUpdated updated) {
            MemberWriter.writeChanged(json, updated.member(), updated.changed());
        } else {
            MemberWriter.write(json, change.member());
        }
        json.writeNumberProperty("count", change.count());
    }

    private static void typing(JsonGenerator json, Typing typing) {
        json.writeObjectPropertyStart("user");
        json.writeStringProperty("id", typing.user().subject());
        json.writeEndObject();
        json.writeBooleanProperty("typing", typing.typing());
    }
}
