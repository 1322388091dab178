package io.parley.application.protocol;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

/** Spells the few things that tests look at: of a history its end, and of messages what was said where. */
public record TestVocabulary(Function<Notification, Payload> notifications) implements Vocabulary {
    @Override
    public Payload notification(Notification notification) {
        return notifications.apply(notification);
    }

    @Override
    public Payload history(ChannelName channel, Position newest, List<Delivery> messages) {
        return Payload.ofJson(messages.stream().map(TestVocabulary::message).collect(Collectors.joining(",",
                "{\"channel\":\"" + channel + "\",\"epoch\":\"" + newest.epoch() + "\",\"offset\":" + newest.offset() + ",\"messages\":[",
                "]}")));
    }

    @Override
    public Payload presence(ChannelName channel, Roster roster) {
        return Payload.ofJson(roster.members().stream().map(member -> '"' + member.user().subject() + '"')
                .collect(Collectors.joining(",", "{\"channel\":\"" + channel + "\",\"users\":[", "],\"count\":" + roster.count() + "}")));
    }

    private static String message(Delivery delivery) {
        return "{\"data\":" + ((Message) delivery.event()).data().json() + ",\"offset\":" + delivery.position().orElseThrow().offset()
                + "}";
    }
}
