package io.parley.domain.content;

import java.util.Optional;

import io.parley.domain.limit.Rate;

/**
 * What may stand in what clients say.
 *
 * @param markup      how much HTML
 * @param words       which words may not; empty: any may
 * @param repetitions how often one sender may say the same in one channel; empty: as often as he likes
 */
public record ContentPolicy(Markup markup, Optional<WordList> words, Optional<Rate> repetitions) {
    /** Anything may. */
    public static final ContentPolicy ANYTHING = new ContentPolicy(Markup.ANY, Optional.empty(), Optional.empty());
}
