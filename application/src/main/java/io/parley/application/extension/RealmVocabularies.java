package io.parley.application.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.parley.application.protocol.JsonTexts;
import io.parley.application.protocol.Vocabulary;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Delivery;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.identity.RealmId;
import io.parley.domain.notification.Notification;
import io.parley.domain.payload.Payload;
import io.parley.domain.presence.Roster;

/** Asks the vocabularies of product teams first, and the hub's own about what none of them says. */
public final class RealmVocabularies implements Vocabulary {
    private final List<Guarded<CustomVocabulary>> custom;
    private final Vocabulary own;
    private final JsonTexts json;

    /** @param custom in the order in which they are asked */
    public RealmVocabularies(List<CustomVocabulary> custom, Guards guards, Vocabulary own, JsonTexts json) {
        this.custom = guards.over(custom);
        this.own = own;
        this.json = json;
    }

    @Override
    public String event(RealmId realm, String event) {
        return ask(realm, one -> one.event(event).map(Message::checkedEvent)).orElseGet(() -> own.event(realm, event));
    }

    @Override
    public Payload notification(Notification notification) {
        return ask(notification.userId().realm(), one -> one.notification(notification).map(json::oneLine))
                .orElseGet(() -> own.notification(notification));
    }

    @Override
    public Payload history(ChannelName channel, Position newest, List<Delivery> messages) {
        return own.history(channel, newest, messages);
    }

    @Override
    public Payload presence(ChannelName channel, Roster roster) {
        return own.presence(channel, roster);
    }

    private <T> Optional<T> ask(RealmId realm, Function<CustomVocabulary, Optional<T>> question) {
        return custom.stream()
                .flatMap(guarded -> guarded.ask(one -> one.isOf(realm) ? question.apply(one) : Optional.<T>empty()).stream())
                .flatMap(Optional::stream).findFirst();
    }
}
