package io.parley.application.rule;

import io.parley.domain.channel.Deed;

/** What a rule is asked, and so what it may speak of. */
public enum Question {
    /** May he come in, or see who is there? {@code auth}, {@code data}, {@code channel}, {@code captured}. */
    ENTER,
    /** May he say that? As {@link #ENTER}, and {@code message}. */
    PUBLISH,
    /** Does this subscription want that? {@code message} alone, so that one answer serves all who ask the same. */
    FILTER,
    /** Is that for him? {@code auth}, who is the receiver, {@code channel} and {@code message}. */
    AUDIENCE;

    /** What is asked before that deed. */
    public static Question before(Deed deed) {
        return deed == Deed.PUBLISH ? PUBLISH : ENTER;
    }
}
