package io.parley.domain.preference;

import io.parley.domain.channel.ChannelName;

/**
 * A channel that a user does not want to hear, or all whose names begin alike. There are no captures as in policies: clients write these, and no
 * text of theirs may take long to compare.
 *
 * @param text a channel name such as {@code chat:42}, or the beginning of one and a star: {@code chat:*}; the star alone is every channel
 */
public record MutedChannel(String text) {
    /** The form, as an error message says it. */
    public static final String FORM = "a channel that can be muted, or the beginning of a name and a *";

    private static final String NEWS = "system:";

    /** @throws IllegalArgumentException if it is not of the form above; ask {@link #isValid} first where it came from outside */
    public MutedChannel {
        if (!isValid(text)) {
            throw new IllegalArgumentException("'" + text + "' is not " + FORM);
        }
    }

    /** Whether a text is of the form. */
    public static boolean isValid(String text) {
        String beginning = isPattern(text) ? text.substring(0, text.length() - 1) : text;
        return ChannelName.isValid(beginning) ? isPattern(text) || canBeMuted(new ChannelName(text)) : text.equals("*");
    }

    /**
     * Whether a user can choose not to hear the channel. Users' own channels and news of the hub and the product ({@code system:…}) are for
     * whatever must reach him.
     */
    public static boolean canBeMuted(ChannelName channel) {
        return !channel.canonical().isUnasked() && !channel.value().startsWith(NEWS);
    }

    /** Whether it is that channel, or one of those. */
    boolean covers(ChannelName channel) {
        return isPattern(text)
                ? channel.value().regionMatches(0, text, 0, text.length() - 1)
                : channel.value().equals(text);
    }

    private static boolean isPattern(String text) {
        return text.endsWith("*");
    }

    @Override
    public String toString() {
        return text;
    }
}
