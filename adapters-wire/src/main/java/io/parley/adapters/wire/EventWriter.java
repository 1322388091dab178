package io.parley.adapters.wire;

import java.util.Optional;

import tools.jackson.core.JsonGenerator;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Audible;
import io.parley.domain.delivery.MemberJoined;
import io.parley.domain.delivery.MemberLeft;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.RoomChanged;
import io.parley.domain.delivery.RoomClosed;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Member;

/** Writes what happens in a channel, under the name by which its receiver knows the channel. */
final class EventWriter {
    private EventWriter() {}

    static String typeOf(Audible event) {
        return switch (event) {
            case Message _ -> "message";
            case MemberJoined _ -> "presence:join";
            case MemberLeft _ -> "presence:leave";
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
            case MemberJoined joined -> change(json, joined.member(), joined.count());
            case MemberLeft left -> change(json, left.member(), left.count());
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

    private static void change(JsonGenerator json, Member member, int count) {
        json.writeName("user");
        MessageWriter.member(json, member);
        json.writeNumberProperty("count", count);
    }
}
