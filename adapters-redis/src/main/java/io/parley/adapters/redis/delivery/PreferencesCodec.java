package io.parley.adapters.redis.delivery;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;

import io.parley.domain.channel.ChannelId;
import io.parley.domain.delivery.PreferencesChanged;
import io.parley.domain.identity.UserId;
import io.parley.domain.preference.MutedChannel;
import io.parley.domain.preference.Preferences;
import io.parley.domain.preference.Visibility;

/** News of a user's preferences as the inside of an {@link Envelope}. */
final class PreferencesCodec {
    private PreferencesCodec() {}

    static void write(DataOutputStream out, PreferencesChanged changed) throws IOException {
        Preferences preferences = changed.preferences();
        out.writeUTF(changed.user().subject());
        out.writeLong(changed.version());
        MemberCodec.writeNames(out, preferences.mutedChannels().stream().map(MutedChannel::text).collect(Collectors.toSet()));
        MemberCodec.writeNames(out, preferences.mutedEvents());
        out.writeUTF(preferences.presence().name());
    }

    /** @throws IllegalArgumentException if they cannot be anybody's */
    static PreferencesChanged read(DataInputStream in, ChannelId channel) throws IOException {
        UserId user = new UserId(channel.realm(), in.readUTF());
        long version = in.readLong();
        Preferences preferences = new Preferences(
                Envelope.readNames(in).stream().map(MutedChannel::new).collect(Collectors.toSet()), Envelope.readNames(in),
                Visibility.valueOf(in.readUTF()));
        return new PreferencesChanged(channel, user, preferences, version);
    }
}
