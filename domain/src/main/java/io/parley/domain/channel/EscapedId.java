package io.parley.domain.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import io.parley.domain.identity.UserId;

/**
 * Ids as they stand in channel names. A character outside {@code A–Z a–z 0–9 . _ - @ ,} is written {@code =XX}, a byte of UTF-8 each.
 */
final class EscapedId {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN = "._-@,";

    private EscapedId() {}

    /** A user's id: escaped, or, where that would be longer than this, a digest, which no escaped id looks like. */
    static String of(UserId user, int maxLength) {
        String escaped = escape(user.subject());
        return escaped.length() <= maxLength ? escaped : "==" + digest(user.subject());
    }

    static String escape(String id) {
        StringBuilder escaped = new StringBuilder(id.length());
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append('=').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** The id that is escaped to this; empty if none is. */
    static Optional<String> unescape(String escaped) {
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '=') {
                if (i + 2 >= escaped.length() || !HexFormat.isHexDigit(escaped.charAt(i + 1))
                        || !HexFormat.isHexDigit(escaped.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return decoded(bytes, length).filter(id -> escape(id).equals(escaped));
    }

    private static Optional<String> decoded(byte[] utf8, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8, 0, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Map<String, String> read(Map<String, String> captured, Optional<UserId> user) {
        Map<String, String> ids = HashMap.newHashMap(captured.size());
        captured.forEach((name, escaped) -> user.filter(who -> ChannelName.idOf(who).equals(escaped)).map(UserId::subject)
                .or(() -> unescape(escaped)).ifPresent(id -> ids.put(name, id)));
        return ids;
    }

    private static String digest(String subject) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
