package io.parley.domain.channel;

import java.util.regex.Pattern;

import io.parley.domain.identity.UserId;

/**
 * The name of a channel inside its realm, e.g. {@code public:lobby}. Separators are literal: {@code presence:x} and {@code presence.x} are
 * two channels. Only a user's own channel has three spellings: {@code private:user-ada}, {@code user.ada} and {@code user:ada}.
 *
 * @param value 1–255 characters of {@code A–Z a–z 0–9 : . _ - = @ ,}, the first a letter or digit. No slash, semicolon or percent sign:
 *              names stand in URL paths.
 */
public record ChannelName(String value) {
    /** The form of a name, as an error message says it. */
    public static final String FORM = "1-255 characters of A-Z a-z 0-9 : . _ - = @ , beginning with a letter or digit";

    /** In characters. */
    public static final int MAX_LENGTH = 255;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._=@,-]{0," + (MAX_LENGTH - 1) + "}");
    private static final String OWN_PREFIX = "private:user-";
    private static final Pattern OTHER_SPELLING = Pattern.compile("user[.:](?<id>[^:]{1," + (MAX_LENGTH - OWN_PREFIX.length()) + "})");

    // After the patterns: a name is checked against them.
    /** Every connection hears it and nobody has to ask: what is said in it is said to all. */
    public static final ChannelName ALL = new ChannelName("system:all");

    /** @throws IllegalArgumentException if the value is not of the form above; ask {@link #isValid} first where it came from outside */
    public ChannelName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A channel name is " + FORM);
        }
    }

    /** Whether a text can be a name. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    /** The channel that a user hears on every device, joined by itself at connect. */
    public static ChannelName ownOf(UserId user) {
        return new ChannelName(OWN_PREFIX + idOf(user));
    }

    /** A name that begins so and ends with the user's id, or with a digest of it where it would be too long. */
    public static ChannelName about(String beginning, UserId user) {
        return new ChannelName(beginning + EscapedId.of(user, MAX_LENGTH - beginning.length()));
    }

    /** A user's id as it stands in a name. */
    static String idOf(UserId user) {
        return EscapedId.of(user, MAX_LENGTH - OWN_PREFIX.length());
    }

    /** An id as it stands in a name: characters outside {@code A–Z a–z 0–9 . _ - @ ,} are written {@code =XX}, a byte of UTF-8 each. */
    public static String escape(String id) {
        return EscapedId.escape(id);
    }

    /** Whether it is heard without being asked for: a user's own channel, by its canonical name, or the one that is for all. */
    public boolean isUnasked() {
        return value.startsWith(OWN_PREFIX) || equals(ALL);
    }

    /** The spelling under which the channel is kept; the name itself, unless it is another spelling of a user's own channel. */
    public ChannelName canonical() {
        if (!value.startsWith("user")) {
            return this;
        }
        var spelling = OTHER_SPELLING.matcher(value);
        return spelling.matches() ? new ChannelName(OWN_PREFIX + spelling.group("id")) : this;
    }

    @Override
    public String toString() {
        return value;
    }
}
