package io.parley.application.channel;

import java.util.Optional;

import io.parley.application.extension.HubActions;
import io.parley.application.protocol.JsonTexts;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.delivery.Message;
import io.parley.domain.delivery.Position;
import io.parley.domain.delivery.Priority;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;
import io.parley.domain.payload.Payload;
import io.parley.domain.refusal.Outcome;

/**
 * What extensions do in one realm, by the use cases that servers have.
 *
 * @param json looks at what they say before anybody hears it
 */
public record RealmActions(RealmId realm, Publishing publishing, JsonTexts json) implements HubActions {
    private static final String SENDER = "extension";

    @Override
    public Outcome<Optional<Position>> publish(ChannelName channel, String event, Payload data) {
        return publishing.relay(realm, channel,
                Publishing.Words.toAll(Message.checkedEvent(event), json.oneLine(data), Priority.NORMAL), SENDER);
    }

    @Override
    public Outcome<Optional<Position>> send(String user, String event, Payload data) {
        return publish(ChannelName.ownOf(new UserId(realm, user)), event, data);
    }
}
