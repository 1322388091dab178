package io.parley.application.channel;

import java.util.Optional;

import io.parley.application.realm.Realms;
import io.parley.domain.channel.Channel;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.channel.ChannelRecord;
import io.parley.domain.channel.PolicyBook;
import io.parley.domain.channel.SlowConsumerPolicy;
import io.parley.domain.identity.RealmId;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Finds channels by their names: the policy of the realm's book, and what is kept about the channel. Thread-safe. */
public final class Channels {
    private final Realms realms;
    private final ChannelRecords records;

    /** Policies from the realms, rooms and bans from the records. */
    public Channels(Realms realms, ChannelRecords records) {
        this.realms = realms;
        this.records = records;
    }

    /**
     * The channel of that name, whichever spelling of it.
     *
     * @return refused with RT_004 if no policy matches the name, or there is no room where there must be one
     * @throws io.parley.application.Unavailable if nobody who knows answers
     */
    public Outcome<Channel> find(RealmId realm, ChannelName name) {
        return switch (planned(realm, name)) {
            case Outcome.Refused<Channel>(Refusal refusal) -> Outcome.refused(refusal);
            case Outcome.Done<Channel>(Channel channel) -> channel.missing().<Outcome<Channel>>map(Outcome::refused)
                    .orElse(Outcome.done(channel));
        };
    }

    /** What becomes of the channel's subscribers who are slow. Never blocks. */
    public SlowConsumerPolicy slowConsumers(ChannelId channel) {
        return realms.of(channel.realm()).policies().find(channel.name()).map(entry -> entry.policy().slowConsumers())
                .orElse(SlowConsumerPolicy.DISCONNECT);
    }

    /** As {@link #find}, whether or not there is a room where there must be one. */
    Outcome<Channel> planned(RealmId realm, ChannelName name) {
        ChannelName canonical = name.canonical();
        Optional<PolicyBook.Entry> entry = realms.of(realm).policies().find(canonical);
        if (entry.isEmpty()) {
            return Outcome.refused(PolicyBook.unknown(name));
        }
        ChannelId channel = new ChannelId(realm, canonical);
        return Outcome.done(new Channel(channel, entry.get().policy(), entry.get().captured(), recordOf(channel)));
    }

    /** Of what everybody hears without asking nothing is kept: a storm of connects must not reach the directory. */
    private ChannelRecord recordOf(ChannelId channel) {
        return channel.name().isUnasked() ? ChannelRecord.NOTHING : records.of(channel);
    }
}
