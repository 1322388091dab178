package io.parley.domain.channel;

import io.parley.domain.identity.RealmId;

/** A channel, unique in the installation: its realm and its name there. */
public record ChannelId(RealmId realm, ChannelName name) {
    @Override
    public String toString() {
        return realm + "/" + name;
    }
}
