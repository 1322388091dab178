package io.parley.application.channel;

import io.parley.application.delivery.Histories;
import io.parley.application.delivery.Page;
import io.parley.application.delivery.Reading;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.identity.Identity;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.Scope;
import io.parley.domain.refusal.ErrorCode;
import io.parley.domain.refusal.Outcome;
import io.parley.domain.refusal.Refusal;

/** Use case: a server reads what was said in a channel. */
public final class ReadingHistory {
    /** The most messages of one page. */
    public static final int MAX_LIMIT = 1_000;

    private final Channels channels;
    private final Histories histories;

    /** Channels, and what is kept of them. */
    public ReadingHistory(Channels channels, Histories histories) {
        this.channels = channels;
        this.histories = histories;
    }

    /**
     * A part of a channel's history, whomever its messages were for.
     *
     * @return refused with RT_003 without the scope, RT_004 if there is no such channel or nothing is kept of it
     * @throws io.parley.application.Unavailable if the store did not answer
     */
    public Outcome<Page> read(Identity who, ChannelName name, Reading reading) {
        return Scopes.need(who, Scope.PRESENCE_READ, "read history").then(_ -> page(who.realm(), name, reading));
    }

    /** The same for one who was asked already whether he may. */
    Outcome<Page> page(RealmId realm, ChannelName name, Reading reading) {
        return channels.find(realm, name).then(channel -> channel.policy().history().kept()
                ? Outcome.done(histories.page(channel.id(), reading, channel.policy().history().archived()))
                : Outcome.refused(Refusal.of(ErrorCode.CHANNEL_NOT_FOUND, "No history is kept of " + name)));
    }
}
