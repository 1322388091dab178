package io.parley.domain.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.parley.domain.identity.UserId;

/**
 * The name of a channel inside its realm, e.g. {@code public:lobby}. Separators are literal: {@code presence:x} and {@code presence.x} are
 * two channels.
 *
 * @param value 1–255 characters of {@code A–Z a–z 0–9 : . _ - = @ ,}, the first a letter or digit. No slash, semicolon or percent sign:
 *              names stand in URL paths.
 */
public record ChannelName(String value) {
    /** The form of a name, as an error message says it. */
    public static final String FORM = "1-255 characters of A-Z a-z 0-9 : . _ - = @ , beginning with a letter or digit";
    private static final int MAX_LENGTH = 255;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._=@,-]{0," + (MAX_LENGTH - 1) + "}");
    private static final String OWN_PREFIX = "private:user-";

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

    /** A user's id as it stands in a name: escaped, or, where that would be too long for a name, a digest, which no escaped id looks like. */
    static String idOf(UserId user) {
        String escaped = escape(user.subject());
        return OWN_PREFIX.length() + escaped.length() <= MAX_LENGTH ? escaped : "==" + digest(user.subject());
    }

    private static String digest(String subject) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** An id as it stands in a name: characters outside {@code A–Z a–z 0–9 . _ - @ ,} are written {@code =XX}, a byte of UTF-8 each. */
    public static String escape(String id) {
        StringBuilder escaped = new StringBuilder(id.length());
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || "._-@,".indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append('=').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
