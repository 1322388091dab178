package io.parley.adapters.wire;

import java.util.List;
import java.util.Optional;

import tools.jackson.core.JsonGenerator;

import io.parley.application.protocol.CommandId;
import io.parley.application.protocol.ServerMessage;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.UserId;
import io.parley.domain.presence.Roster;
import io.parley.domain.refusal.Refusal;

/** Writes what the hub says, one method a message, with the fields in the order of the protocol page. */
final class MessageWriter {
    byte[] write(ServerMessage message) {
        return Json.object(json -> {
            json.writeStringProperty("type", typeOf(message));
            body(json, message);
        });
    }

    /** The same message without its data, which goes beside it as bytes. */
    byte[] writeHeader(ServerMessage.Event event, Message message) {
        return Json.object(json -> {
            json.writeStringProperty("type", typeOf(event));
            EventWriter.writeWithoutData(json, event.channel(), message, event.position());
        });
    }

    static String typeOf(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Connected _ -> "connected";
            case ServerMessage.Authenticated _ -> "authenticated";
            case ServerMessage.Subscribed _ -> "subscribed";
            case ServerMessage.Unsubscribed _,ServerMessage.Removed _ -> "unsubscribed";
            case ServerMessage.Ack _,ServerMessage.Done _ -> "ack";
            case ServerMessage.Custom _ -> "event";
            case ServerMessage.Presence _ -> "presence";
            case ServerMessage.Preferred _ -> "preferences";
            case ServerMessage.PresenceCount _ -> "presence:count";
            case ServerMessage.Pong _ -> "pong";
            case ServerMessage.Heartbeat _ -> "heartbeat";
            case ServerMessage.Refused _ -> "error";
            case ServerMessage.Disconnect _ -> "disconnect";
            case ServerMessage.Event event -> EventWriter.typeOf(event.event());
            case ServerMessage.Reached _ -> "position";
            case ServerMessage.Gap _ -> "gap";
            case ServerMessage.History _ -> "history";
            case ServerMessage.Repaired _ -> "recovery";
        };
    }

    private static void body(JsonGenerator json, ServerMessage message) {
        switch (message) {
            case ServerMessage.Connected connected -> connected(json, connected);
            case ServerMessage.Authenticated authenticated -> authenticated(json, authenticated);
            case ServerMessage.Subscribed subscribed -> subscribed(json, subscribed);
            case ServerMessage.Unsubscribed unsubscribed -> reply(json, unsubscribed.id(), unsubscribed.channel());
            case ServerMessage.Removed removed -> removed(json, removed);
            case ServerMessage.Ack ack -> {
                reply(json, Optional.of(ack.id()), ack.channel());
                Json.position(json, ack.position());
            }
            case ServerMessage.Presence presence -> {
                reply(json, presence.id(), presence.channel());
                roster(json, presence.roster());
            }
            case ServerMessage.Done done -> id(json, Optional.of(done.id()));
            case ServerMessage.Custom custom -> {
                id(json, custom.id());
                json.writeStringProperty("event", custom.event());
                EventWriter.data(json, custom.data());
            }
            case ServerMessage.Preferred preferred -> {
                id(json, preferred.id());
                PreferencesJson.write(json, preferred.preferences());
            }
            case ServerMessage.PresenceCount counted -> {
                json.writeStringProperty("channel", counted.channel().value());
                json.writeNumberProperty("count", counted.count());
            }
            case ServerMessage.Pong pong -> {
                id(json, pong.id());
                Json.property(json, "timestamp", pong.at());
            }
            case ServerMessage.Heartbeat heartbeat -> Json.property(json, "timestamp", heartbeat.at());
            case ServerMessage.Refused refused -> refused(json, refused);
            case ServerMessage.Disconnect disconnect -> disconnect(json, disconnect);
            case ServerMessage.Event event -> EventWriter.write(json, event.channel(), event.event(), event.position());
            case ServerMessage.Reached reached -> {
                json.writeStringProperty("channel", reached.channel().value());
                Json.position(json, Optional.of(reached.position()));
            }
            case ServerMessage.Gap gap -> {
                json.writeStringProperty("channel", gap.channel().value());
                gap.skipped().range().ifPresent(range -> {
                    json.writeStringProperty("epoch", range.epoch());
                    json.writeNumberProperty("from", range.from());
                    json.writeNumberProperty("to", range.to());
                });
                json.writeNumberProperty("skipped", gap.skipped().count());
            }
            case ServerMessage.History history -> {
                id(json, history.id());
                history(json, history.channel(), history.newest(), history.messages());
            }
            case ServerMessage.Repaired repaired -> {
                json.writeStringProperty("channel", repaired.channel().value());
                json.writeBooleanProperty("recovered", repaired.recovered());
                Json.position(json, Optional.of(repaired.newest()));
            }
        }
    }

    private static void connected(JsonGenerator json, ServerMessage.Connected connected) {
        json.writeStringProperty("connectionId", connected.connection().value());
        user(json, connected.identity().user());
        json.writeStringProperty("node", connected.node().value());
        json.writeNumberProperty("heartbeatInterval", connected.heartbeat().interval().toMillis());
        connected.heartbeat().timeout().ifPresent(timeout -> json.writeNumberProperty("heartbeatTimeout", timeout.toMillis()));
        connected.identity().expiresAt().ifPresent(expiry -> Json.property(json, "expiresAt", expiry));
        Json.property(json, "timestamp", connected.at());
    }

    private static void authenticated(JsonGenerator json, ServerMessage.Authenticated authenticated) {
        id(json, authenticated.id());
        user(json, authenticated.identity().user());
        authenticated.identity().expiresAt().ifPresent(expiry -> Json.property(json, "expiresAt", expiry));
    }

    private static void subscribed(JsonGenerator json, ServerMessage.Subscribed subscribed) {
        reply(json, subscribed.id(), subscribed.channel());
        Json.position(json, subscribed.newest());
        subscribed.recovered().ifPresent(recovered -> json.writeBooleanProperty("recovered", recovered));
        subscribed.messages().ifPresent(messages -> messages(json, subscribed.channel(), messages));
        subscribed.presence().ifPresent(roster -> {
            json.writeObjectPropertyStart("presence");
            roster(json, roster);
            json.writeEndObject();
        });
        subscribed.metadata().ifPresent(metadata -> Json.property(json, "metadata", metadata));
    }

    static void history(JsonGenerator json, ChannelName channel, Position newest, List<Delivery> messages) {
        json.writeStringProperty("channel", channel.value());
        Json.position(json, Optional.of(newest));
        messages(json, channel, messages);
    }

    private static void messages(JsonGenerator json, ChannelName channel, List<Delivery> messages) {
        json.writeArrayPropertyStart("messages");
        for (Delivery delivery : messages) {
            if (delivery.event() instanceof Message message) {
                json.writeStartObject();
                json.writeStringProperty("type", EventWriter.typeOf(message));
                EventWriter.write(json, channel, message, delivery.position());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void removed(JsonGenerator json, ServerMessage.Removed removed) {
        json.writeStringProperty("channel", removed.channel().value());
        json.writeStringProperty("reason", removed.reason());
        removed.code().ifPresent(code -> json.writeStringProperty("code", code.code()));
    }

    private static void refused(JsonGenerator json, ServerMessage.Refused refused) {
        id(json, refused.id());
        Refusal refusal = refused.refusal();
        json.writeStringProperty("code", refusal.code().code());
        json.writeStringProperty("name", refusal.code().name());
        json.writeStringProperty("message", refusal.message());
        if (!refusal.details().isEmpty()) {
            json.writeObjectPropertyStart("details");
            refusal.details().forEach((name, value) -> {
                if (value instanceof Number number) {
                    json.writeNumberProperty(name, number.longValue());
                } else {
                    json.writeStringProperty(name, value.toString());
                }
            });
            json.writeEndObject();
        }
        Json.property(json, "timestamp", refused.at());
    }

    private static void disconnect(JsonGenerator json, ServerMessage.Disconnect disconnect) {
        json.writeNumberProperty("code", disconnect.code().code());
        json.writeStringProperty("reason", disconnect.code().reason());
        json.writeBooleanProperty("reconnect", disconnect.code().reconnect());
        disconnect.retryAfter().ifPresent(wait -> json.writeNumberProperty("retryAfterMs", wait.toMillis()));
    }

    static void roster(JsonGenerator json, Roster roster) {
        json.writeArrayPropertyStart("users");
        roster.members().forEach(member -> MemberWriter.write(json, member));
        json.writeEndArray();
        json.writeNumberProperty("count", roster.count());
        if (roster.isPartial()) {
            json.writeBooleanProperty("partial", true);
        }
    }

    private static void reply(JsonGenerator json, Optional<CommandId> id, ChannelName channel) {
        id(json, id);
        json.writeStringProperty("channel", channel.value());
    }

    private static void id(JsonGenerator json, Optional<CommandId> id) {
        id.ifPresent(value -> {
            json.writeName("id");
            json.writeRawValue(value.json());
        });
    }

    private static void user(JsonGenerator json, Optional<UserId> user) {
        user.ifPresentOrElse(id -> json.writeStringProperty("userId", id.subject()), () -> json.writeNullProperty("userId"));
    }
}
