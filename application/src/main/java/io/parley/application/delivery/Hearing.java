package io.parley.application.delivery;

import java.util.Optional;

import io.parley.application.rule.Facts;
import io.parley.application.rule.Filter;
import io.parley.application.rule.Said;
import io.parley.domain.channel.ChannelName;

/**
 * How a subscriber wants to hear a channel. Subscribers who want the same share one answer of the filter and one encoding.
 *
 * @param spelling the channel's name as the subscriber calls it
 * @param filter   which messages he wants; empty: all
 */
public record Hearing(ChannelName spelling, Optional<Filter> filter) {
    /** All of it, by that name. */
    public static Hearing all(ChannelName spelling) {
        return new Hearing(spelling, Optional.empty());
    }

    /** Whether it is wanted. */
    public boolean wants(Said said) {
        return filter.isEmpty() || filter.get().compiled().permits(Facts.said(said));
    }
}
