package io.parley.application.delivery;

import java.util.Optional;

import io.parley.application.rule.Filter;
import io.parley.application.rule.Said;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.preference.Muting;

/**
 * How a subscriber wants to hear a channel. Subscribers who want the same share one answer of the filter and one encoding.
 *
 * @param spelling the channel's name as the subscriber calls it
 * @param filter   which messages he wants; empty: all
 * @param muting   which of them he does not want all the same
 */
public record Hearing(ChannelName spelling, Optional<Filter> filter, Muting muting) {
    /** With nothing muted. */
    public Hearing(ChannelName spelling, Optional<Filter> filter) {
        this(spelling, filter, Muting.NOTHING);
    }

    /** All of it, by that name. */
    public static Hearing all(ChannelName spelling) {
        return new Hearing(spelling, Optional.empty());
    }

    /** The same with that muted. */
    public Hearing muting(Muting other) {
        return new Hearing(spelling, filter, other);
    }

    /** Whether it is wanted. */
    public boolean wants(Said said) {
        return !muting.silences(said.message().event()) && (filter.isEmpty() || said.passes(filter.get()));
    }
}
