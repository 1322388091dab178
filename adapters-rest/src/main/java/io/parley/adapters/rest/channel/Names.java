package io.parley.adapters.rest.channel;

import io.parley.adapters.rest.RequestBodies;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/** Names as they stand in paths and queries. */
public final class Names {
    private Names() {}

    /** The channel of that name, however it is spelled; throws if it cannot be one. */
    public static ChannelName channel(String text) {
        if (!ChannelName.isValid(text)) {
            throw RequestBodies.invalid("channel", "a name of " + ChannelName.FORM, "another");
        }
        return new ChannelName(text);
    }

    /** The user of that id; throws if it cannot be one. */
    public static UserId user(RealmId realm, String text) {
        return new UserId(realm, RequestBodies.text("userId", text, UserId.MAX_LENGTH));
    }
}
